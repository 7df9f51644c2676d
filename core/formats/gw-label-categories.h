/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-record.h"

G_BEGIN_DECLS

/* Label category configurations of labeling jobs (spec ground-truth 4): the classes of a task
 * in their order, with attributes in the richer form, and instructions and other things that
 * this program keeps as they are.
 */

/* What it is called beside a manifest. */
#define GW_LABEL_CATEGORIES_FILE "label-categories.json"

typedef struct
{
  char *name;
  GPtrArray *attributes; /* of GwAttribute: its own and those of all */
} GwLabelCategory;

typedef struct
{
  GPtrArray *labels; /* of GwLabelCategory */
  char *raw; /* (nullable): the document, where it says more than names; NULL too where it is too long to keep */
  gboolean too_long;
} GwLabelCategories;

/* The document, or names of classes, one a line. NULL with GW_ERROR_INVALID for anything else.
 * (transfer full) (nullable)
 */
GwLabelCategories *gw_label_categories_load (const char *file, GError **error);
void gw_label_categories_free (GwLabelCategories *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwLabelCategories, gw_label_categories_free)

/* Keeps the document in the bag of a head, under the name of the format that reads it. */
void gw_label_categories_keep (const GwLabelCategories *self, GwRecordHead *head, const char *format);

/* The document of classes, in this order, by what was kept of an earlier one: what has not
 * changed stays. format: whose names of classes are written. Ends in a line feed.
 * (transfer full)
 */
char *gw_label_categories_compose (const GwRecordHead *head, const GPtrArray *classes, const char *format);

G_END_DECLS
