/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-window-private.h"

#include <glib/gi18n.h>

/* The overlay would show toasts one after the other: words about what was
 * done a while ago would stand under what is done now, and an older Undo
 * takes back the newest step under another name. The newest one counts.
 *
 * A toast that is dismissed before it was drawn, or so soon that it would be
 * gone (300 ms) before it has wholly come in the place of another one (500 ms),
 * takes the program with it (libadwaita 1.2). So one that is to go waits that
 * long.
 */
#define FRAMES_TO_APPEAR 3
#define TIME_TO_APPEAR (250 * G_TIME_SPAN_MILLISECOND)

static gboolean
has_appeared (GwWindow *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->toasts));

  return clock != NULL && gdk_frame_clock_get_frame_counter (clock) >= self->toast_frame + FRAMES_TO_APPEAR
         && gdk_frame_clock_get_frame_time (clock) >= self->toast_time + TIME_TO_APPEAR;
}

static void
on_dismissed_cb (AdwToast *toast, GwWindow *self)
{
  if (self->toast == toast)
    self->toast = NULL;
  if (self->deletion_toast == toast)
    self->deletion_toast = NULL;
}

static void
add_next (GwWindow *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->toasts));

  self->toast = self->next_toast;
  self->toast_frame = clock != NULL ? gdk_frame_clock_get_frame_counter (clock) : 0;
  self->toast_time = clock != NULL ? gdk_frame_clock_get_frame_time (clock) : 0;
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (on_dismissed_cb), self, 0);
  adw_toast_overlay_add_toast (self->toasts, g_steal_pointer (&self->next_toast));
}

/* FALSE: there is something left to do in a later frame. */
static gboolean
settle (GwWindow *self)
{
  if (self->toast != NULL && (self->toast_over || self->next_toast != NULL))
    {
      if (!has_appeared (self))
        return FALSE;
      adw_toast_dismiss (self->toast);
    }
  self->toast_over = FALSE;
  if (self->next_toast != NULL)
    add_next (self);

  return TRUE;
}

static gboolean
on_tick_cb (GtkWidget *overlay, GdkFrameClock *clock, gpointer user_data)
{
  GwWindow *self = user_data;

  if (!settle (self))
    return G_SOURCE_CONTINUE;

  self->toast_tick = 0;

  return G_SOURCE_REMOVE;
}

static void
settle_soon (GwWindow *self)
{
  if (!settle (self) && self->toast_tick == 0)
    self->toast_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->toasts), on_tick_cb, self, NULL);
}

/* Takes toast. */
static void
show_toast (GwWindow *self, AdwToast *toast)
{
  if (self->next_toast != NULL && self->next_toast == self->deletion_toast)
    self->deletion_toast = NULL;
  g_clear_object (&self->next_toast);
  self->next_toast = toast;
  settle_soon (self);
}

/* Toasts read markup, and file and class names may hold what looks like it. */
static AdwToast *
make_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  return adw_toast_new (escaped);
}

static AdwToast *
make_undo_toast (const char *text, const char *action_name)
{
  AdwToast *toast = make_toast (text);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, action_name);
  adw_toast_set_timeout (toast, 10);

  return toast;
}

void
gw_window_toast (GwWindow *self, const char *text, gboolean with_undo)
{
  g_return_if_fail (GW_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  show_toast (self, with_undo ? make_undo_toast (text, "win.undo") : make_toast (text));
}

void
gw_window_toast_folder (GwWindow *self, const char *text, const char *path)
{
  AdwToast *toast;

  g_return_if_fail (GW_IS_WINDOW (self));
  g_return_if_fail (text != NULL && path != NULL);

  toast = make_toast (text);
  adw_toast_set_button_label (toast, _ ("Show _Folder"));
  adw_toast_set_action_name (toast, "win.show-folder");
  adw_toast_set_action_target (toast, "^ay", path);
  show_toast (self, toast);
}

static void
end_deletion_toast (GwWindow *self)
{
  if (self->deletion_toast == NULL)
    return;

  if (self->next_toast == self->deletion_toast)
    g_clear_object (&self->next_toast);
  else if (self->toast == self->deletion_toast)
    self->toast_over = TRUE;
  self->deletion_toast = NULL;
  settle_soon (self);
}

void
_gw_window_toast_deletion (GwWindow *self)
{
  g_autofree char *text = NULL;

  g_object_get (self->labeling, "deletion", &text, NULL);
  end_deletion_toast (self);
  if (text == NULL)
    return;

  self->deletion_toast = make_undo_toast (text, "win.undo-deletion");
  show_toast (self, self->deletion_toast);
}

static void
set_css_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* Above what is pressed all the time at the lower edge of the labeling view. */
void
_gw_window_place_toasts (GwWindow *self)
{
  GtkWidget *toasts = GTK_WIDGET (self->toasts);
  gboolean labeling = _gw_window_is_labeling (self);
  gboolean zen = FALSE, strip = FALSE, pane = FALSE, whole_image = FALSE;

  if (self->labeling != NULL)
    g_object_get (self->labeling, "zen", &zen, "show-strip", &strip, "show-pane", &pane, "whole-image", &whole_image,
                  NULL);
  set_css_class (toasts, "gw-above-zoom", labeling);
  set_css_class (toasts, "gw-beside-pane", labeling && pane && !zen);
  set_css_class (toasts, "gw-above-strip", labeling && strip && !zen);
  /* Beside the choices the bar is below them. */
  set_css_class (toasts, "gw-above-bar", labeling && !zen && !(whole_image && pane));
}

void
_gw_window_clear_toasts (GwWindow *self)
{
  if (self->toast_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->toasts), self->toast_tick);
  self->toast_tick = 0;
  g_clear_object (&self->next_toast);
  self->toast = NULL;
  self->deletion_toast = NULL;
}
