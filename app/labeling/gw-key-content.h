/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define GW_TYPE_KEY_CONTENT (gw_key_content_get_type ())
G_DECLARE_FINAL_TYPE (GwKeyContent, gw_key_content, GW, KEY_CONTENT, GtkWidget)

/* What a button shows: an icon, words, and the key that does the same. Where
 * there is no room for the key it goes, then the words where there is an icon,
 * and the rest stays in the middle.
 *
 * Properties: "icon-name" (nullable), "label".
 */
GtkWidget *gw_key_content_new (void);

/* By how much the words beside the icon are wider than the icon alone. */
int gw_key_content_get_words_width (GwKeyContent *self);

void gw_key_content_set_label (GwKeyContent *self, const char *label);
/* Only the icon. */
void gw_key_content_set_compact (GwKeyContent *self, gboolean compact);
/* NULL: none. */
void gw_key_content_set_key (GwKeyContent *self, const char *key);
/* Whether the key may be shown; it may at first. */
void gw_key_content_set_show_key (GwKeyContent *self, gboolean show);

G_END_DECLS
