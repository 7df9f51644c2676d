/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-image-list.h"
#include "gw-labeling-page-private.h"
#include "labeling-fixtures.h"

G_BEGIN_DECLS

/* A labeling view in a window of its own, on the first of four images. */
typedef struct
{
  char *folder;
  GwProject *project;
  GwImageList *images;
  GtkWidget *window;
  GwLabelingPage *page;
} LabelingPageFixture;

/* data: the project's GwTask. */
void labeling_page_set_up (LabelingPageFixture *fixture, gconstpointer data);
void labeling_page_set_up_without_classes (LabelingPageFixture *fixture, gconstpointer data);
void labeling_page_tear_down (LabelingPageFixture *fixture, gconstpointer data);

/* The same project again, for reading only. */
void labeling_page_open_read_only (LabelingPageFixture *fixture);

/* Until an image is shown and everything is saved. */
void labeling_page_settle (LabelingPageFixture *fixture);
void labeling_page_act (LabelingPageFixture *fixture, const char *action, const char *argument);
/* A box of 12 x 10 as the pointer draws it. */
void labeling_page_draw (LabelingPageFixture *fixture, double x, double y);
/* (transfer full): as the store has it. */
GwImage *labeling_page_read_image (LabelingPageFixture *fixture, gint64 id);
/* Whether the list of objects says that there is none. */
gboolean labeling_page_says_empty (LabelingPageFixture *fixture);
/* The first widget of a type in a tree, its root included; NULL: there is none. */
GtkWidget *labeling_page_find (GtkWidget *root, GType type);

/* A test of a view on a project for the task, with classes. */
#define LABELING_PAGE_ADD(path, task, func) \
  g_test_add (path, LabelingPageFixture, GINT_TO_POINTER (task), labeling_page_set_up, func, labeling_page_tear_down)

G_END_DECLS
