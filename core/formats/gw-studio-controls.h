/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

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
  GHashTable *names; /* name -> GwStudioControl, the first of it */
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

G_END_DECLS
