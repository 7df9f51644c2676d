/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-record.h"
#include "gw-studio-controls.h"

G_BEGIN_DECLS

/* The labeling configuration of Label Studio: which classes a project has, and by which
 * controls they are given.
 */

/* A class of a configuration. */
typedef struct
{
  char *name;
  char *parent;  /* (nullable) */
  gint64 colour; /* 0xRRGGBB; -1: not given */
  char *hotkey;  /* (nullable) */
} GwStudioLabel;

typedef struct
{
  GPtrArray *labels; /* of GwStudioLabel */
  GwStudioControls *controls;
  char *image_key;  /* (nullable): of the image in the data of tasks */
  char *image_name; /* (nullable): by which results say that they are of the image */
} GwStudioConfig;

/* code  (out): on FALSE the problem's code, a constant */
GwStudioConfig *gw_studio_config_load (const char *file, const char **code, GError **error);
void gw_studio_config_free (GwStudioConfig *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwStudioConfig, gw_studio_config_free)

/* The whole file, by which a project of these classes and controls can be made. */
gboolean gw_studio_config_write (GString *out, const GwRecordHead *head, const GwStudioControls *controls,
                                 const char *image_name, const char *image_key, GError **error);

G_END_DECLS
