/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-import-private.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

gboolean
_gw_import_unknown_class (gint64 class_id, GError **error)
{
  g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
               _ ("A record speaks of class %" PRId64 ", which its head does not have."), class_id);
  return FALSE;
}

/* --- objects that are there --- */

/* Whether objects of the image are counted for the project. */
static gboolean
are_counted (const ImportRun *run, const ImportImage *image)
{
  return run->own_labels && image->place == GW_PLACE_PROJECT;
}

static void
count_class (ImportRun *run, const ImportObject *object, int sign)
{
  _gw_tally_add_number (run->tally, GW_TALLY_CLASS_OBJECTS, object->class_id, sign);
  if (object->is_first)
    _gw_tally_add_number (run->tally, GW_TALLY_CLASS_IMAGES, object->class_id, sign);
}

gboolean
_gw_import_replace_objects (ImportRun *run, ImportImage *image, GError **error)
{
  const GArray *objects = run->existing->objects;
  const gboolean counted = are_counted (run, image);

  for (guint i = 0; i < objects->len; i++)
    {
      const ImportObject *object = &g_array_index (objects, ImportObject, i);

      if (counted)
        count_class (run, object, -1);
      if (!_gw_sqlite_run (run->db, error, "UPDATE object SET replaced = ?, replaced_at = touched WHERE id = ?", "ii",
                           run->edit_id, object->id))
        return FALSE;
    }
  run->counts->replaced += objects->len;
  image->n_added -= objects->len;
  image->labels_changed |= objects->len > 0;
  _gw_import_forget_existing (run);
  return TRUE;
}

/* --- objects that come --- */

static GwObjectGuise
make_guise (ImportRun *run, const GwRecord *record, GwObject *object, gint64 class_id)
{
  const char *author = gw_object_get_author (object);
  GwSource source = gw_object_get_source (object);

  if (run->predictions)
    source = GW_SOURCE_PREDICTION;
  else if (source == GW_SOURCE_MANUAL)
    source = GW_SOURCE_IMPORTED;
  return (GwObjectGuise) { gw_object_make_id (), class_id, source, author != NULL ? author : record->annotator,
                           record->modified };
}

/* It is held only against what the image had before this record: an import that
 * comes again finds all its objects there.
 */
static gboolean
add_object (ImportRun *run, ImportImage *image, GwRecord *record, GwObject *object, guint n_before, GError **error)
{
  gint64 class_id = _gw_import_map_class (run, gw_object_get_class_id (object));
  const ImportObject *added;
  GwObjectGuise guise;
  gboolean there = FALSE;

  if (class_id == 0)
    return _gw_import_unknown_class (gw_object_get_class_id (object), error);
  if (class_id < 0)
    return TRUE;
  if (gw_shape_validate (gw_object_get_shape (object)) != GW_STATUS_OK)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                   _ ("A record for “%s” has a shape whose numbers contradict each other."), record->path);
      return FALSE;
    }
  if (!_gw_import_is_there (run, n_before, class_id, object, &there, error))
    return FALSE;
  if (there)
    {
      run->counts->duplicates++;
      return TRUE;
    }
  guise = make_guise (run, record, object, class_id);
  if (!_gw_import_add_row (run, image, object, &guise, error))
    return FALSE;
  added = _gw_import_add_existing (run, guise.id, class_id, object);
  if (are_counted (run, image))
    count_class (run, added, 1);
  run->counts->objects_added[gw_object_get_shape (object)->kind]++;
  image->n_added++;
  image->labels_changed = TRUE;
  return TRUE;
}

gboolean
_gw_import_add_objects (ImportRun *run, ImportImage *image, GwRecord *record, GError **error)
{
  const guint n_before = run->existing->objects->len;

  for (guint i = 0; record->objects != NULL && i < record->objects->len; i++)
    if (!add_object (run, image, record, g_ptr_array_index (record->objects, i), n_before, error))
      return FALSE;
  return TRUE;
}
