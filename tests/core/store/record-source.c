/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record-source.h"

void
record_source_init (RecordSource *source)
{
  source->head = gw_record_head_new ();
  source->records = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
  source->i = 0;
  source->fail_at = -1;
}

void
record_source_clear (RecordSource *source)
{
  gw_record_head_free (source->head);
  g_ptr_array_unref (source->records);
}

GwRecord *
record_source_next (gpointer data, GCancellable *cancellable, GError **error)
{
  RecordSource *source = data;

  if (source->fail_at == (int) source->i)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The file ends.");
      return NULL;
    }
  if (source->i == source->records->len)
    return NULL;
  return gw_record_copy (g_ptr_array_index (source->records, source->i++));
}

GwRecord *
record_source_add (RecordSource *source, const char *path)
{
  GwRecord *record = gw_record_new (path);

  record->width = 640;
  record->height = 480;
  g_ptr_array_add (source->records, record);
  return record;
}

gint64
record_source_get_class (RecordSource *source, const char *name)
{
  return gw_class_get_id (gw_record_head_ensure_class (source->head, name));
}

void
record_source_add_box (RecordSource *source, GwRecord *record, const char *name, double x)
{
  GwObject *object = gw_object_new (0, record_source_get_class (source, name));

  gw_object_set_box (object, x, 10, 20, 30);
  g_ptr_array_add (record->objects, object);
}

void
record_source_fill (RecordSource *source)
{
  static const double triangle[] = { 1, 1, 50.25, 1, 25, 40.125 };
  GwRecord *a = record_source_add (source, "a.jpg");
  GwRecord *b = record_source_add (source, "b.jpg");

  record_source_add_box (source, a, "Car", 1);
  record_source_add_box (source, a, "Car", 2);
  record_source_add_box (source, b, "Car", 1);
  g_ptr_array_add (b->objects, make_polygon (record_source_get_class (source, "Person"), triangle, 3));
}

GwImportSpec
record_source_make_spec (Fixture *self, RecordSource *source)
{
  GwImportSpec spec = { .name = "Import boxes.json", .format = "coco", .head = source->head, .root_id = self->root };

  source->i = 0;
  return spec;
}

GwImportCounts
record_source_import (Fixture *self, RecordSource *source, const GwImportSpec *spec)
{
  g_autoptr (GError) error = NULL;
  GwImportCounts counts;

  source->i = 0;
  gw_store_import (self->store, spec, record_source_next, source, &counts, NULL, &error);
  g_assert_no_error (error);
  return counts;
}

void
fixture_walk (Fixture *self, gboolean undo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwEdit) edit = undo ? gw_store_undo (self->store, 0, NULL, &error)
                                 : gw_store_redo (self->store, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (edit);
}

void
fixture_assert_turns (Fixture *self, const char *before)
{
  g_autofree char *done = fixture_dump (self);

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;

      fixture_walk (self, TRUE);
      undone = fixture_dump (self);
      g_assert_cmpstr (undone, ==, before);
      fixture_assert_sound (self);
      fixture_reopen (self);
      fixture_walk (self, FALSE);
      redone = fixture_dump (self);
      g_assert_cmpstr (redone, ==, done);
      fixture_assert_sound (self);
    }
}
