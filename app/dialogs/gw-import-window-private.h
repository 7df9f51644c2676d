/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-import-classes.h"
#include "gw-import-job.h"
#include "gw-import-report-view.h"
#include "gw-import-window.h"
#include "gw-import.h"

G_BEGIN_DECLS

struct _GwImportWindow
{
  AdwWindow parent_instance;

  GwProject *project;
  GwImport *import; /* NULL on the first page */
  char *source;
  char *filter;         /* (nullable): of the images that the report's button shows */
  GCancellable *search; /* (nullable): for the images that have problems */
  GwWork *work;         /* what runs now; NULL: nothing */
  gboolean closed;      /* the work holds the window a while longer */
  gboolean filling;     /* rows are being set: not a person's doing */
  GPtrArray *formats;   /* const GwFormat *: rows of the format list */
  GwImportClasses *classes;
  GwImportReportView *check_view;
  GwImportReportView *report_view;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkStack *bars;
  AdwStatusPage *choose_page;
  GtkDropDown *choose_format;
  GtkLabel *known_formats;
  GtkLabel *work_title;
  GtkProgressBar *work_bar;
  GtkLabel *work_text;
  GtkWidget *background_button;
  AdwComboRow *format_row;
  AdwComboRow *merge_row;
  AdwComboRow *as_row;
  AdwEntryRow *model_row;
  AdwEntryRow *version_row;
  AdwEntryRow *positive_row;
  AdwExpanderRow *options_row;
  GPtrArray *option_rows;         /* of GtkWidget (unowned): below it */
  const GwFormat *options_format; /* (nullable): that they are for */
  AdwExpanderRow *checks_row;
  GPtrArray *check_rows; /* of GtkWidget (unowned): below it, one for each check */
  AdwActionRow *images_row;
  GtkWidget *preview_title;
  GtkBox *preview;
  AdwBin *classes_bin;
  AdwBin *check_bin;
  AdwBin *report_bin;
  GtkButton *show_images_button;
};

/* --- gw-import-window.c --- */

/* Lets a worker do it, and shows how far it is; nothing while another runs. */
void _gw_import_window_start (GwImportWindow *self, GwImportJob kind);
/* After a choice: checks again, or imports again where that was done already. */
void _gw_import_window_start_anew (GwImportWindow *self);

/* --- gw-import-window-checks.c --- */

/* Once: the rows for what is done with labels that fail a check. */
void _gw_import_window_make_checks (GwImportWindow *self);
/* After a check, within `filling`: what is done with them now. */
void _gw_import_window_show_checks (GwImportWindow *self);

/* --- gw-import-window-choices.c --- */

/* What a person chooses: the source, its format, folders, rules and options.
 * Nothing of it changes while a job runs.
 */
void _gw_import_window_class_init_choices (GtkWidgetClass *widget_class);
void _gw_import_window_init_choices (GwImportWindow *self);
/* After a check: as what the labels would be imported. Emits nothing that starts
 * another one, within `filling`.
 */
void _gw_import_window_show_layer (GwImportWindow *self);
/* Takes over what the rows say, and checks again. */
void _gw_import_window_take_options (GwImportWindow *self);
/* A file or folder of labels: checks it. */
void _gw_import_window_take_source (GwImportWindow *self, const char *source);

/* --- gw-import-window-map.c --- */

/* What classes become, saved to a file and used from one. */
void _gw_import_window_class_init_map (GtkWidgetClass *widget_class);

/* --- gw-import-window-options.c --- */

/* After a check, within `filling`: the rows for what its format heeds. */
void _gw_import_window_show_options (GwImportWindow *self);
/* Adds what they say. The strings live as long as the rows are as they are. */
void _gw_import_window_read_options (GwImportWindow *self, GwReadOptions *options);

G_END_DECLS
