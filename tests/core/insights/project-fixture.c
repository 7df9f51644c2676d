/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "project-fixture.h"

#include "gw-import.h"
#include "gw-store-sqlite.h"
#include "gw-test-data.h"

void
project_set_up (Project *self, gconstpointer data)
{
  g_autoptr (GwProjectInfo) info = gw_project_info_new ("test", GW_TASK_BOXES);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = gw_test_folder_new ();
  path = g_build_filename (self->folder, "p.groundwork", NULL);
  self->store = gw_store_sqlite_create (path, info, NULL, &error);
  g_assert_no_error (error);
}

void
project_tear_down (Project *self, gconstpointer data)
{
  gw_store_close (self->store);
  g_clear_object (&self->store);
  gw_test_folder_free (self->folder);
}

char *
project_write (Project *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

void
project_import (Project *self, const char *text)
{
  g_autofree char *source = project_write (self, "source.gw.jsonl", text);
  g_autoptr (GwImport) import = gw_import_new (self->store, source);
  g_autoptr (GError) error = NULL;

  gw_import_run (import, NULL, NULL, &error);
  g_assert_no_error (error);
}

GwDataSet *
project_load_set (Project *self)
{
  g_autoptr (GError) error = NULL;
  GwDataSet *set = gw_data_set_load (self->store, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return set;
}

GwPredictionSet *
project_load_layer (Project *self, const GwDataSet *set, const char *name, GwOverlap overlap)
{
  g_autoptr (GPtrArray) models = gw_layer_info_list (self->store, GW_LAYER_KIND_PREDICTIONS, NULL, NULL);
  g_autoptr (GError) error = NULL;
  const GwLayerInfo *info = name != NULL ? gw_layer_info_find (models, name, &error) : NULL;
  GwPredictionSet *predictions;

  g_assert_no_error (error);
  predictions = gw_prediction_set_load (self->store, set, NULL, info != NULL ? info->layer->id : GW_LAYER_LABELS,
                                        overlap, NULL, NULL, &error);
  g_assert_no_error (error);

  return predictions;
}
