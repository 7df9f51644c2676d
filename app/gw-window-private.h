/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-keymap.h"
#include "gw-page.h"
#include "gw-window.h"

G_BEGIN_DECLS

struct _GwWindow
{
  AdwApplicationWindow parent_instance;

  GwProject *project;
  GwKeymap *keymap;
  GtkEventController *keys; /* of the window's own commands */

  AdwToastOverlay *toasts;
  /* gw-window-toasts.c */
  AdwToast *toast;          /* (nullable) (unowned): that is seen */
  AdwToast *next_toast;     /* (nullable): that is to be seen in its place */
  AdwToast *deletion_toast; /* (nullable) (unowned): of what the labeling view deleted last */
  gint64 toast_frame;       /* in which the one that is seen came, */
  gint64 toast_time;        /* and when, by the clock of the frames */
  gboolean toast_over;      /* it is to go */
  guint toast_tick;
  AdwLeaflet *pages; /* the project page, and the labeling view over it */
  GtkWidget *project_page;
  GtkWidget *header;
  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkStack *start_stack; /* one child for each place, as in content */
  GtkStack *end_stack;
  GtkRevealer *banner;
  GtkButton *banner_button;
  GtkLabel *banner_label;
  GtkWidget *read_only_chip;
  AdwLeaflet *split;
  GtkWidget *sidebar;
  GtkListBox *places;
  GtkBox *work_area;
  GtkStack *content;
  GtkWidget *labeling; /* made when first needed */
  gboolean closing;    /* as soon as the labeling view has saved */
  gboolean going_back;
  const char *came_from;  /* (nullable): the page under a heading whose images are shown, where Back leads */
  char *next_action;      /* (nullable): when it has gone back */
  GVariant *next_target;  /* (nullable) */
  GtkWidget *stop_dialog; /* (nullable): asks whether work is to be stopped */
  gboolean stopped;       /* the work: it may be closed */
  GApplication *held;     /* (nullable): until the project is closed */
};

GwPage *_gw_window_get_page (GwWindow *self);
gboolean _gw_window_is_labeling (GwWindow *self);
/* gw-window-places.c: the sidebar, and the pages that it leads to */
void _gw_window_fill_places (GwWindow *self);
void _gw_window_update_title (GwWindow *self);
/* After the template is set. */
void _gw_window_class_init_places (GtkWidgetClass *widget_class);
/* gw-window-panes.c: F6, F9, what narrow windows leave out, and where the panes were left */
void _gw_window_focus_pane (GwWindow *self, gboolean forward);
void _gw_window_toggle_pane (GwWindow *self);
/* Before the window is given this width. */
void _gw_window_fold (GwWindow *self, int width);
void _gw_window_restore_panes (GwWindow *self);
void _gw_window_keep_panes (GwWindow *self);

/* gw-window-toasts.c: says what the labeling view deleted, as long as it can
 * be taken back at once.
 */
void _gw_window_toast_deletion (GwWindow *self);
void _gw_window_clear_toasts (GwWindow *self);
/* For what the window shows now. */
void _gw_window_place_toasts (GwWindow *self);

/* gw-window-close.c: whether no work runs; else asks, and closes the window
 * when the answer is to stop it. When the window goes: its dialogs do, and the
 * program stays until the project, closed at last, is on the disk.
 */
gboolean _gw_window_may_close (GwWindow *self);
void _gw_window_leave (GwWindow *self);
void _gw_window_close_project (GwWindow *self);

/* gw-window-banner.c: why a project is read-only, and the way out */
void _gw_window_update_banner (GwWindow *self);
/* After the template is set. */
void _gw_window_class_init_banner (GtkWidgetClass *widget_class);

/* gw-window-drop.c */
void _gw_window_init_drop (GwWindow *self);

void _gw_window_class_init_actions (GtkWidgetClass *widget_class);
/* Listens to the keys that the keymap has for the window now. */
void _gw_window_update_keys (GwWindow *self);

G_END_DECLS
