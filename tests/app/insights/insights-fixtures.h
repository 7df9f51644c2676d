/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "gw-chart.h"
#include "gw-insights-page.h"
#include "gw-test-wait.h"
#include "project-fixture.h"

G_BEGIN_DECLS

/* A page of Insights in a window that writes down what it is asked for. Tests import
 * what they want into `source` first; insights_open() then closes that store and shows
 * the page on the project.
 */
typedef struct
{
  Project source;
  GwProject *project;
  GtkWidget *window;
  GwInsightsPage *page;
  GString *asked; /* "win.show-filter class:cat\n"… */
} InsightsFixture;

void insights_set_up (InsightsFixture *fixture, gconstpointer data);
void insights_tear_down (InsightsFixture *fixture, gconstpointer data);

/* A file of 64 by 64 pixels: fields of a luminance that depends on the seed, `most` at the
 * highest, or with a seed of 0 all of it.
 */
void insights_draw_picture (InsightsFixture *fixture, const char *name, guint32 seed, double most);

/* Until the page has no job under way. */
void insights_open (InsightsFixture *fixture, GtkWidget *(*create) (GwProject *project));
void insights_wait_idle (InsightsFixture *fixture);
/* Until the asked ones contain the text. */
void insights_wait_asked (InsightsFixture *fixture, const char *text);
/* Until a label below the page says the text. */
void insights_wait_label (InsightsFixture *fixture, const char *text);

/* The index-th widget of a type below root, in order; NULL. */
GtkWidget *insights_find (GtkWidget *root, GType type, guint index);
/* Whether a label below root holds the text. */
gboolean insights_says (GtkWidget *root, const char *text);
/* Whether a card of a figure below root shows it with its caption. */
gboolean insights_shows_figure (GtkWidget *root, const char *figure, const char *caption);
/* What groundwork-cli --json says of the project, with the words before the project
 * and those behind it. (transfer full)
 */
JsonObject *insights_run_cli (InsightsFixture *fixture, const char *const *command, const char *const *options);
/* The same of words alone. (transfer full) */
JsonObject *insights_run_cli_words (const char *const *command);
/* The rows that `groundwork-cli plot` writes as CSV of a kind, with the words behind the
 * project. (transfer full)
 */
char *insights_plot_by_cli (InsightsFixture *fixture, const char *kind, const char *const *options);
/* Activates the mark of a key as Enter does. */
void insights_activate (GtkWidget *chart, const char *key);

/* Moves the first n images to the trash, which the page is to follow. */
void insights_remove_images (InsightsFixture *fixture, guint n);
/* The dialog that the page has opened, when it is there. */
GtkWidget *insights_get_dialog (InsightsFixture *fixture);

G_END_DECLS
