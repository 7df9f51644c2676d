/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store-fixture.h"

G_BEGIN_DECLS

/* A source of records at hand, for tests of importing. */
typedef struct
{
  GwRecordHead *head;
  GPtrArray *records; /* of GwRecord */
  guint i;
  int fail_at; /* -1: never */
} RecordSource;

void record_source_init (RecordSource *source);
void record_source_clear (RecordSource *source);

/* For gw_store_import(): a copy of each record in turn. */
GwRecord *record_source_next (gpointer data, GCancellable *cancellable, GError **error);

/* A record of 640 by 480, which the source owns. */
GwRecord *record_source_add (RecordSource *source, const char *path);
gint64 record_source_get_class (RecordSource *source, const char *name);
void record_source_add_box (RecordSource *source, GwRecord *record, const char *name, double x);

/* Two images with three cars and a person. */
void record_source_fill (RecordSource *source);
GwImportSpec record_source_make_spec (Fixture *self, RecordSource *source);

/* Imports all of it, which must succeed. */
GwImportCounts record_source_import (Fixture *self, RecordSource *source, const GwImportSpec *spec);

/* The project's last step back, or the last one undone again. */
void fixture_walk (Fixture *self, gboolean undo);

/* The last step undone gives the state before, redone the one now; twice,
 * and after opening again.
 */
void fixture_assert_turns (Fixture *self, const char *before);

G_END_DECLS
