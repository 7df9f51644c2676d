/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-private.h"

#include <inttypes.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "gw-hash.h"

/* One image while an edit changes it. */
typedef struct
{
  gint64 id;
  gint64 n_objects; /* difference */
  GArray *had;      /* of ClassPresence */
  gboolean counts;  /* not in the trash: the tallies count it */
} ImageRun;

typedef struct
{
  gint64 class_id;
  gboolean present;
} ClassPresence;

/* An edit while it is performed. */
typedef struct
{
  GwSqlite *db;
  const GwEdit *edit;
  int sign;
  GwTally *tally;
  GHashTable *images; /* gint64* (in the value) -> ImageRun */
  GwObjectScratch scratch;
  gboolean classes; /* one came back, or went */
} Run;

static void
image_run_free (gpointer data)
{
  ImageRun *image = data;

  g_array_unref (image->had);
  g_free (image);
}

static gboolean
conflict (GError **error, const char *what)
{
  g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
               _ ("%s Somebody else changed the image meanwhile. Open it again."), what);
  return FALSE;
}

static ImageRun *
find_image (Run *run, gint64 id, GError **error)
{
  ImageRun *image = g_hash_table_lookup (run->images, &id);
  gboolean found = FALSE;
  gint64 place = 0;

  if (image != NULL)
    return image;
  if (!_gw_sqlite_get_int64 (run->db, &place, &found, error, "SELECT place FROM image WHERE id = ? AND place <> 2", "i",
                             id))
    return NULL;
  if (!found)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_CONFLICT,
                   _ ("The image with number %" PRId64 " is not in the project any more."), id);
      return NULL;
    }
  image = g_new0 (ImageRun, 1);
  image->id = id;
  image->counts = place == GW_PLACE_PROJECT;
  image->had = g_array_new (FALSE, FALSE, sizeof (ClassPresence));
  g_hash_table_insert (run->images, &image->id, image);
  return image;
}

/* --- objects --- */

static gboolean
is_present (Run *run, gint64 image_id, gint64 class_id, gboolean *present, GError **error)
{
  gint64 n = 0;

  if (!_gw_sqlite_get_int64 (run->db, &n, NULL, error,
                             "SELECT EXISTS (SELECT 1 FROM object o WHERE o.image_id = ? AND o.layer_id = 1"
                             " AND o.class_id = ? AND " GW_OBJECT_SEEN ")",
                             "ii", image_id, class_id))
    return FALSE;
  *present = n != 0;
  return TRUE;
}

/* Before the first object of a class changes: whether the image had any. */
static gboolean
note_presence (Run *run, ImageRun *image, gint64 class_id, GError **error)
{
  ClassPresence presence = { class_id, FALSE };

  for (guint i = 0; i < image->had->len; i++)
    if (g_array_index (image->had, ClassPresence, i).class_id == class_id)
      return TRUE;
  if (!is_present (run, image->id, class_id, &presence.present, error))
    return FALSE;
  g_array_append_val (image->had, presence);
  return TRUE;
}

/* An object's row, and how it came to be. */
typedef struct
{
  GwObject *object;   /* NULL: not seen */
  gboolean exists;    /* a row, though perhaps not seen */
  gboolean plain;     /* by hand: nothing but itself to remember */
  gboolean elsewhere; /* of another image or layer */
} Found;

static gboolean
read_found (Run *run, gint64 image_id, gint64 id, Found *found, GError **error)
{
  static const char sql[] = "SELECT " GW_OBJECT_COLUMNS ", o.batch = 0 AND o.replaced = 0, o.image_id, o.layer_id,"
                            " (" GW_OBJECT_SEEN ") FROM object o WHERE o.id = ?";
  sqlite3_stmt *statement = _gw_sqlite_prepare (run->db, sql, error);
  gboolean ok = TRUE;
  int code;

  memset (found, 0, sizeof *found);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  code = _gw_sqlite_step (run->db, statement, error);
  if (code == SQLITE_ROW)
    {
      found->exists = TRUE;
      found->plain = sqlite3_column_int (statement, GW_OBJECT_N_COLUMNS);
      found->elsewhere = sqlite3_column_int64 (statement, GW_OBJECT_N_COLUMNS + 1) != image_id
                         || sqlite3_column_int64 (statement, GW_OBJECT_N_COLUMNS + 2) != GW_LAYER_LABELS;
      if (sqlite3_column_int (statement, GW_OBJECT_N_COLUMNS + 3))
        {
          found->object = _gw_row_to_object (run->db, statement, error);
          ok = found->object != NULL;
        }
    }
  sqlite3_reset (statement);
  return ok && (code == SQLITE_ROW || code == SQLITE_DONE);
}

static gboolean
check_found (const Found *found, GwObject *before, GError **error)
{
  if (found->elsewhere)
    return conflict (error, _ ("The object belongs to another image."));
  if (before == NULL && found->object != NULL)
    return conflict (error, _ ("The object is there already."));
  if (before != NULL && found->object == NULL)
    return conflict (error, _ ("The object is not there any more."));
  if (before != NULL && !gw_object_equal (before, found->object))
    return conflict (error, _ ("The object is not as it was."));
  return TRUE;
}

static gboolean
delete_object (Run *run, gint64 id, const Found *found, GError **error)
{
  if (found->plain)
    return _gw_sqlite_run (run->db, error, "DELETE FROM object WHERE id = ?", "i", id);
  return _gw_sqlite_run (run->db, error, "UPDATE object SET gone = 1, touched = touched + ? WHERE id = ?", "ni",
                         run->sign, id);
}

/* What a person put back is seen, also where the import that made it is
 * undone, or the one that replaced it stands: it is the person's now.
 */
static gboolean
adopt (Run *run, gint64 id, GError **error)
{
  return _gw_sqlite_run (run->db, error,
                         "UPDATE object AS o SET batch = iif (batch IN (SELECT edit_id FROM dead), 0, batch),"
                         " replaced = iif (replaced IN (SELECT edit_id FROM dead), replaced, 0)"
                         " WHERE id = ? AND NOT (" GW_OBJECT_SEEN ")",
                         "i", id);
}

static gboolean
write_object (Run *run, gint64 image_id, GwObject *object, const Found *found, GError **error)
{
  static const char insert[] =
      "INSERT INTO object (id, image_id, layer_id, class_id, batch, kind, x, y, width, height, flags, z, group_id, source,"
      " score, created, modified, checksum, author, attributes, bag, shape, touched)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  static const char update[] =
      "UPDATE object SET image_id = ?2, class_id = ?4, kind = ?6, x = ?7, y = ?8, width = ?9, height = ?10, flags = ?11,"
      " z = ?12, group_id = ?13, source = ?14, score = ?15, created = ?16, modified = ?17, checksum = ?18,"
      " author = ?19, attributes = ?20, bag = ?21, shape = ?22, touched = touched + ?23, gone = 0 WHERE id = ?1";
  const GwObjectPlace place = { image_id, GW_LAYER_LABELS, 0 };
  sqlite3_stmt *statement = _gw_sqlite_prepare (run->db, found->exists ? update : insert, error);
  int code;

  if (statement == NULL)
    return FALSE;
  _gw_object_bind (object, NULL, &place, statement, 1, &run->scratch);
  sqlite3_bind_int (statement, GW_OBJECT_N_PARAMETERS + 1, run->sign);
  code = _gw_sqlite_step (run->db, statement, error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  return code == SQLITE_DONE && (!found->exists || found->plain || adopt (run, gw_object_get_id (object), error));
}

/* A class that was removed since comes back with what has it; with its key,
 * unless another class has got that.
 */
static gboolean
bring_class_back (Run *run, gint64 class_id, GError **error)
{
  gboolean found = FALSE;
  gint64 gone = 0;

  if (!_gw_sqlite_get_int64 (run->db, &gone, &found, error, "SELECT gone FROM class WHERE id = ?", "i", class_id))
    return FALSE;
  if (!found)
    {
      g_set_error (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                   _ ("The project has no class with number %" PRId64 "."), class_id);
      return FALSE;
    }
  run->classes |= gone != 0;
  return !gone
         || _gw_sqlite_run (
             run->db, error,
             "UPDATE class AS c SET gone = 0, hotkey = iif (EXISTS (SELECT 1 FROM class o"
             " WHERE o.hotkey = c.hotkey AND o.id <> c.id AND o.gone = 0 AND o.archived = 0), NULL, hotkey)"
             " WHERE id = ?",
             "i", class_id);
}

static gboolean
count_class (Run *run, ImageRun *image, gint64 class_id, int difference)
{
  image->n_objects += difference;
  if (image->counts)
    _gw_tally_add_number (run->tally, GW_TALLY_CLASS_OBJECTS, class_id, difference);
  return TRUE;
}

static gboolean
change_object (Run *run, ImageRun *image, const GwChange *change, GError **error)
{
  GwObject *before = change->object_before;
  GwObject *after = change->object_after;
  gint64 id = gw_object_get_id (before != NULL ? before : after);
  Found found;
  gboolean ok;

  if ((before != NULL && !note_presence (run, image, gw_object_get_class_id (before), error))
      || (after != NULL && !note_presence (run, image, gw_object_get_class_id (after), error)))
    return FALSE;
  ok = read_found (run, image->id, id, &found, error) && check_found (&found, before, error);
  if (ok && after == NULL)
    ok = delete_object (run, id, &found, error);
  else if (ok)
    ok = bring_class_back (run, gw_object_get_class_id (after), error)
         && write_object (run, image->id, after, &found, error);
  g_clear_object (&found.object);
  if (!ok)
    return FALSE;
  if (before != NULL)
    count_class (run, image, gw_object_get_class_id (before), -1);
  if (after != NULL)
    count_class (run, image, gw_object_get_class_id (after), 1);
  return TRUE;
}

static gboolean
write_counts (Run *run, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, run->images);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      ImageRun *image = value;

      if (image->n_objects != 0
          && !_gw_sqlite_run (run->db, error, "UPDATE image SET n_objects = n_objects + ? WHERE id = ?", "ii",
                              image->n_objects, image->id))
        return FALSE;
      for (guint i = 0; image->counts && i < image->had->len; i++)
        {
          const ClassPresence *had = &g_array_index (image->had, ClassPresence, i);
          gboolean has = FALSE;

          if (!is_present (run, image->id, had->class_id, &has, error))
            return FALSE;
          if (has != had->present)
            _gw_tally_add_number (run->tally, GW_TALLY_CLASS_IMAGES, had->class_id, has ? 1 : -1);
        }
    }
  return _gw_tally_write (run->tally, run->db, error);
}

/* --- labels, marks, attributes --- */

static void
count_labels (Run *run, ImageRun *image, const GArray *labels, int sign)
{
  for (guint i = 0; image->counts && i < labels->len; i++)
    _gw_tally_add_number (run->tally, GW_TALLY_LABEL_IMAGES, g_array_index (labels, GwLabel, i).class_id, sign);
}

/* What is there and what is not are kept alike; only what is there is counted. */
static gboolean
change_labels (Run *run, ImageRun *image, const GwChange *change, GwLabelsKind kind, GError **error)
{
  g_autoptr (GArray) now = _gw_labels_read (run->db, image->id, GW_LAYER_LABELS, kind, error);

  if (now == NULL)
    return FALSE;
  if (!_gw_labels_equal (now, change->labels_before))
    return conflict (error, _ ("The labels of the image are not as they were."));
  for (guint i = 0; i < change->labels_after->len; i++)
    if (!bring_class_back (run, g_array_index (change->labels_after, GwLabel, i).class_id, error))
      return FALSE;
  if (kind == GW_LABELS_PRESENT)
    {
      count_labels (run, image, now, -1);
      count_labels (run, image, change->labels_after, 1);
    }
  return _gw_labels_write (run->db, image->id, GW_LAYER_LABELS, kind, change->labels_after,
                           gw_edit_get_author (run->edit), GW_SOURCE_MANUAL, gw_edit_get_time (run->edit), error);
}

static gboolean
read_marks (GwSqlite *db, gint64 id, int *status, int *marks, GError **error)
{
  sqlite3_stmt *statement = _gw_sqlite_prepare (db, "SELECT status, marks FROM image WHERE id = ?", error);
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  code = _gw_sqlite_step (db, statement, error);
  if (code == SQLITE_ROW)
    {
      *status = sqlite3_column_int (statement, 0);
      *marks = sqlite3_column_int (statement, 1);
    }
  sqlite3_reset (statement);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

static void
count_marks (Run *run, ImageRun *image, int status, int marks, int sign)
{
  static const int bits[] = { GW_IMAGE_FLAGGED, GW_IMAGE_SKIPPED, GW_IMAGE_NEGATIVE };

  if (!image->counts)
    return;
  _gw_tally_add_number (run->tally, GW_TALLY_STATUS, status, sign);
  for (gsize i = 0; i < G_N_ELEMENTS (bits); i++)
    if (marks & bits[i])
      _gw_tally_add_number (run->tally, GW_TALLY_MARK, bits[i], sign);
}

/* That a file cannot be read is not of a person's making: it stays. */
static gboolean
change_marks (Run *run, ImageRun *image, const GwChange *change, GError **error)
{
  int status = 0, marks = 0, kept;

  if (!read_marks (run->db, image->id, &status, &marks, error))
    return FALSE;
  kept = marks & GW_IMAGE_UNREADABLE;
  if (status != (int) change->status_before
      || (marks & ~GW_IMAGE_UNREADABLE) != ((int) change->marks_before & ~GW_IMAGE_UNREADABLE))
    return conflict (error, _ ("The status of the image is not as it was."));
  count_marks (run, image, status, marks, -1);
  count_marks (run, image, change->status_after, (int) change->marks_after, 1);
  return _gw_sqlite_run (run->db, error, "UPDATE image SET status = ?, marks = ? WHERE id = ?", "nni",
                         (int) change->status_after, ((int) change->marks_after & ~GW_IMAGE_UNREADABLE) | kept,
                         image->id);
}

static gboolean
change_attribute (Run *run, ImageRun *image, const GwChange *change, GError **error)
{
  static const char sql[] = "SELECT " GW_IMAGE_COLUMNS " FROM image WHERE id = ?";
  sqlite3_stmt *statement = _gw_sqlite_prepare (run->db, sql, error);
  g_autoptr (GwImage) row = NULL;
  g_autofree char *json = NULL;
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, image->id);
  code = _gw_sqlite_step (run->db, statement, error);
  if (code == SQLITE_ROW)
    row = _gw_row_to_image (run->db, statement);
  sqlite3_reset (statement);
  if (row == NULL)
    return FALSE;
  if (g_strcmp0 (gw_image_get_attribute (row, change->name), change->value_before) != 0)
    return conflict (error, _ ("The attribute of the image is not as it was."));
  gw_image_set_attribute (row, change->name, change->value_after);
  json = _gw_image_attributes_to_json (row);
  return _gw_sqlite_run (run->db, error, "UPDATE image SET attributes = ? WHERE id = ?", "ti", json, image->id);
}

/* --- a class that was made for the edit --- */

static gboolean
take_class_away (Run *run, gint64 class_id, GError **error)
{
  gboolean used = FALSE;

  run->classes = TRUE;
  /* The key stays with the row, for when it comes back. */
  return _gw_class_is_used (run->db, class_id, &used, error)
         && (used
             || _gw_sqlite_run (run->db, error,
                                "UPDATE class SET gone = 1 WHERE id = ?1 AND NOT EXISTS"
                                " (SELECT 1 FROM class child WHERE child.parent_id = ?1 AND child.gone = 0)",
                                "i", class_id));
}

static gboolean
change_class (Run *run, const GwChange *change, GError **error)
{
  if (change->class_before == change->class_after)
    return TRUE;

  return change->class_after ? bring_class_back (run, change->class_id, error)
                             : take_class_away (run, change->class_id, error);
}

/* --- the whole edit --- */

static gboolean
perform_change (Run *run, const GwChange *change, GError **error)
{
  ImageRun *image = find_image (run, change->image_id, error);

  if (image == NULL)
    return FALSE;
  switch (change->kind)
    {
    case GW_CHANGE_OBJECT:
      return change_object (run, image, change, error);
    case GW_CHANGE_LABELS:
      return change_labels (run, image, change, GW_LABELS_PRESENT, error);
    case GW_CHANGE_ABSENT:
      return change_labels (run, image, change, GW_LABELS_ABSENT, error);
    case GW_CHANGE_MARKS:
      return change_marks (run, image, change, error);
    case GW_CHANGE_ATTRIBUTE:
      return change_attribute (run, image, change, error);
    case GW_CHANGE_CLASS:
      return change_class (run, change, error);
    default:
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("The edit has a change of unknown kind."));
      return FALSE;
    }
}

gboolean
_gw_edit_perform (GwSqlite *db, const GwEdit *edit, int sign, GArray *ids, GwStoreChanges *changes, GError **error)
{
  g_autoptr (GwTally) tally = _gw_tally_new ();
  g_autoptr (GHashTable) images = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, image_run_free);
  Run run = { db, edit, sign, tally, images, { NULL, NULL }, FALSE };
  GHashTableIter iter;
  gpointer key;
  gboolean ok = TRUE;

  _gw_object_scratch_init (&run.scratch);
  for (guint i = 0; ok && i < gw_edit_get_n_changes (edit); i++)
    ok = perform_change (&run, gw_edit_get_change (edit, i), error);
  _gw_object_scratch_clear (&run.scratch);

  g_hash_table_iter_init (&iter, images);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_val (ids, *(gint64 *) key);
  if (run.classes)
    *changes |= GW_STORE_CHANGED_CLASSES;
  return ok && write_counts (&run, error);
}

void
_gw_edit_hash (gint64 id, gint64 image_id, const char *name, const char *payload, guint8 sha256[32])
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "|%s|%s", id, image_id, name,
                                           payload != NULL ? payload : "");
  GwHash hash;

  gw_hash_bytes (text, strlen (text), &hash);
  memcpy (sha256, hash.bytes, sizeof hash.bytes);
}

/* Single edits that were undone go; bulk ones have rows all over, which are
 * cleared away later.
 */
static gboolean
drop_undone (GwSqlite *db, gint64 image_id, GError **error)
{
  return _gw_sqlite_run (db, error, "DELETE FROM edit WHERE image_id = ? AND state = 1 AND kind = 0", "i", image_id)
         && _gw_sqlite_run (db, error, "UPDATE edit SET state = 2 WHERE image_id = ? AND state = 1", "i", image_id);
}

gint64
_gw_edit_record (GwSqlite *db, gint64 image_id, GwEditKind kind, const char *name, const char *author, gint64 time,
                 gint64 layer_id, const char *payload, GError **error)
{
  guint8 sha256[32];
  gint64 last = 0;

  if (!drop_undone (db, image_id, error)
      || !_gw_sqlite_get_int64 (db, &last, NULL, error, "SELECT seq FROM sqlite_sequence WHERE name = 'edit'", ""))
    return -1;
  _gw_edit_hash (last + 1, image_id, name, payload, sha256);
  if (!_gw_sqlite_run (db, error,
                       "INSERT INTO edit (id, image_id, kind, state, time, name, author, layer_id, payload, sha256)"
                       " VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?)",
                       "iinittitb", last + 1, image_id, (int) kind, time, name, author, layer_id, payload, sha256,
                       (int) sizeof sha256))
    return -1;
  return last + 1;
}

/* --- what follows from a first object or label --- */

static gboolean
brings_work (const GwChange *change)
{
  switch (change->kind)
    {
    case GW_CHANGE_OBJECT:
      return change->object_before == NULL;
    case GW_CHANGE_LABELS:
    case GW_CHANGE_ABSENT:
      return change->labels_before->len == 0 && change->labels_after->len > 0;
    case GW_CHANGE_MARKS:
    case GW_CHANGE_ATTRIBUTE:
    case GW_CHANGE_CLASS:
    default:
      return FALSE;
    }
}

static void
copy_change (GwEdit *edit, const GwChange *change)
{
  switch (change->kind)
    {
    case GW_CHANGE_OBJECT:
      gw_edit_add_object (edit, change->image_id, change->object_before, change->object_after);
      break;
    case GW_CHANGE_LABELS:
      gw_edit_add_labels (edit, change->image_id, change->labels_before, change->labels_after);
      break;
    case GW_CHANGE_ABSENT:
      gw_edit_add_absent (edit, change->image_id, change->labels_before, change->labels_after);
      break;
    case GW_CHANGE_MARKS:
      gw_edit_add_marks (edit, change->image_id, change->status_before, change->marks_before, change->status_after,
                         change->marks_after);
      break;
    case GW_CHANGE_CLASS:
      gw_edit_add_class (edit, change->image_id, change->class_id, change->class_before, change->class_after);
      break;
    case GW_CHANGE_ATTRIBUTE:
    default:
      gw_edit_add_attribute (edit, change->image_id, change->name, change->value_before, change->value_after);
      break;
    }
}

/* An image's first object or label moves it to in progress, and it is not
 * one that holds nothing any more. The caller's edit stays as it is: other
 * threads may be reading it.
 */
static GwEdit *
complete_edit (GwSqlite *db, const GwEdit *edit, GError **error)
{
  g_autoptr (GwEdit) whole = gw_edit_new (gw_edit_get_image_id (edit), gw_edit_get_name (edit));
  g_autoptr (GHashTable) settled = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n = gw_edit_get_n_changes (edit);

  gw_edit_set_time (whole, gw_edit_get_time (edit));
  gw_edit_set_author (whole, gw_edit_get_author (edit));
  for (guint i = 0; i < n; i++)
    {
      const GwChange *change = gw_edit_get_change (edit, i);

      copy_change (whole, change);
      if (change->kind == GW_CHANGE_MARKS)
        g_hash_table_add (settled, (gpointer) &change->image_id);
    }
  for (guint i = 0; i < n; i++)
    {
      const GwChange *change = gw_edit_get_change (edit, i);
      int status = GW_IMAGE_LABELED, marks = 0, kept;

      if (!brings_work (change) || !g_hash_table_add (settled, (gpointer) &change->image_id))
        continue;
      if (!read_marks (db, change->image_id, &status, &marks, error))
        return NULL;
      /* An image that holds nothing does not hold a certain class either. */
      kept = change->kind == GW_CHANGE_ABSENT ? marks : marks & ~GW_IMAGE_NEGATIVE;
      if (status == GW_IMAGE_UNLABELED || kept != marks)
        gw_edit_add_marks (whole, change->image_id, (GwImageStatus) status, (GwImageMarks) marks,
                           status == GW_IMAGE_UNLABELED ? GW_IMAGE_IN_PROGRESS : (GwImageStatus) status,
                           (GwImageMarks) kept);
    }
  return g_steal_pointer (&whole);
}

static gint64
apply (GwSqlite *db, const GwEdit *edit, GArray *ids, GwStoreChanges *changes, GError **error)
{
  g_autoptr (GwEdit) whole = complete_edit (db, edit, error);
  g_autofree char *payload = NULL;

  if (whole == NULL || !_gw_edit_perform (db, whole, 1, ids, changes, error))
    return -1;
  payload = gw_edit_to_json (whole);
  return _gw_edit_record (db, gw_edit_get_image_id (whole), GW_EDIT_CHANGES, gw_edit_get_name (whole),
                          gw_edit_get_author (whole), gw_edit_get_time (whole), GW_LAYER_LABELS, payload, error);
}

static gboolean
check_scope (const GwEdit *edit, GError **error)
{
  gint64 image_id = gw_edit_get_image_id (edit);

  if (gw_edit_get_n_changes (edit) == 0)
    {
      g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID, _ ("The edit changes nothing."));
      return FALSE;
    }
  for (guint i = 0; image_id != 0 && i < gw_edit_get_n_changes (edit); i++)
    if (gw_edit_get_change (edit, i)->image_id != image_id)
      {
        g_set_error_literal (error, GW_STORE_ERROR, GW_STORE_ERROR_INVALID,
                             _ ("An edit of one image changes another one."));
        return FALSE;
      }
  return TRUE;
}

gboolean
_gw_store_sqlite_apply_edit (GwStore *store, GwEdit *edit, GCancellable *cancellable, GError **error)
{
  GwStoreSqlite *self = GW_STORE_SQLITE (store);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GwStoreChanges changes = GW_STORE_CHANGED_ROWS | GW_STORE_CHANGED_HISTORY;
  GwSqlite *db;
  gint64 id;

  if (!check_scope (edit, error))
    return FALSE;
  db = _gw_store_sqlite_begin_write (self, cancellable, error);
  if (db == NULL)
    return FALSE;
  id = apply (db, edit, ids, &changes, error);
  if (!_gw_store_sqlite_commit (self, id > 0, changes, (const gint64 *) ids->data, ids->len, error))
    return FALSE;
  gw_edit_set_id (edit, id);
  return TRUE;
}
