/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-record.h"

G_BEGIN_DECLS

/* The labeling configuration of Label Studio: which classes a project has, and by which
 * controls they are given.
 */

/* A control, as results name it. */
typedef struct
{
  char *name;          /* “label” */
  char *type;          /* “rectanglelabels” */
  gboolean per_region; /* it tells something of a region */
  GPtrArray *values;   /* of char*: of one that tells something of a region, its choices */
} GwStudioControl;

/* In the order in which they were met. */
typedef struct
{
  GPtrArray *list;   /* of GwStudioControl */
  GHashTable *index; /* set of GwStudioControl by name and type */
} GwStudioControls;

GwStudioControls *gw_studio_controls_new (void);
void gw_studio_controls_free (GwStudioControls *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwStudioControls, gw_studio_controls_free)

GwStudioControl *gw_studio_controls_ensure (GwStudioControls *self, const char *name, const char *type,
                                            gboolean per_region);
/* The first of a type that is for regions or not; NULL where there is none. */
GwStudioControl *gw_studio_controls_find_type (const GwStudioControls *self, const char *type, gboolean per_region);
/* The first of a name; NULL where there is none. */
GwStudioControl *gw_studio_controls_find_name (const GwStudioControls *self, const char *name);
void gw_studio_control_add_value (GwStudioControl *self, const char *value);

/* As JSON, for the bag. (transfer full) */
char *gw_studio_controls_to_text (const GwStudioControls *self);
/* Adds those of such a text; what is none adds nothing. */
void gw_studio_controls_add_text (GwStudioControls *self, const char *text, gsize length);

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
  char *image_key; /* (nullable): of the image in the data of tasks */
} GwStudioConfig;

/* code  (out): on FALSE the problem's code, a constant */
GwStudioConfig *gw_studio_config_load (const char *file, const char **code, GError **error);
void gw_studio_config_free (GwStudioConfig *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwStudioConfig, gw_studio_config_free)

/* The whole file, by which a project of these classes and controls can be made. */
gboolean gw_studio_config_write (GString *out, const GwRecordHead *head, const GwStudioControls *controls,
                                 const char *image_key, GError **error);

G_END_DECLS
