/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Which form of the labeling view has a key. */
typedef enum
{
  GW_LABELING_BOXES = 1 << 0,
  GW_LABELING_CLASSES = 1 << 1,
  GW_LABELING_BOTH = GW_LABELING_BOXES | GW_LABELING_CLASSES
} GwLabelingVariants;

typedef enum
{
  GW_KEY_PAGE,   /* anywhere on the page, but not while a text field has the focus */
  GW_KEY_ALWAYS, /* also in text fields */
  GW_KEY_CANVAS, /* the canvas has it while it has the focus; the page does nothing */
  GW_KEY_HELD,   /* something lasts as long as the key is down; no action */
  GW_KEY_WINDOW  /* the window has it; the page does nothing */
} GwKeyPlace;

/* One row of the keyboard map. */
typedef struct
{
  const char *keys;     /* separated by blanks, in the form of gtk_shortcut_trigger_parse_string() */
  const char *action;   /* (nullable): NULL for GW_KEY_HELD */
  const char *argument; /* (nullable): a GVariant in text form */
  GwLabelingVariants variants;
  GwKeyPlace place;
} GwLabelingKey;

/* The whole keyboard map of the labeling view, in one place. Actions of the
 * canvas that are on the page too (copy, hide, delete …) work while another
 * pane has the focus.
 */
const GwLabelingKey *gw_labeling_keys_list (gsize *n_keys);

/* A controller with the page's part of one variant's map. Each shortcut calls
 * func with its row; what func returns says whether the key was used.
 */
typedef gboolean (*GwLabelingKeyFunc) (GtkWidget *widget, const GwLabelingKey *key, gpointer data);

GtkEventController *gw_labeling_keys_make_controller (GwLabelingVariants variant, GwLabelingKeyFunc func, gpointer data);

G_END_DECLS
