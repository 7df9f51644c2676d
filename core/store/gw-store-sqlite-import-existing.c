/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-import-private.h"

#include <math.h>

/* Two objects of a class whose shapes differ by less are the same one. */
#define SAME_PX 0.01
/* Sketches of such ones differ by less than this, however their means were rounded. */
#define NEAR_PX (2 * SAME_PX)
/* Of how many sketches one after another are in one cell. */
#define CELL_PX (4 * NEAR_PX)
/* So many are looked through as fast as a table is asked. */
#define FEW 16
/* Objects and labels of images that a source names again and again, and what an image itself takes in
 * terms of these: 60 MB.
 */
#define MOST_KEPT 500000
#define IMAGE_IN_OBJECTS 8

/* --- the objects of one image --- */

static guint
hash_existing (gconstpointer key)
{
  const ImportExisting *self = key;

  return g_int64_hash (&self->image_id) * 31 + g_int64_hash (&self->layer_id);
}

static gboolean
equal_existing (gconstpointer a, gconstpointer b)
{
  const ImportExisting *one = a, *two = b;

  return one->image_id == two->image_id && one->layer_id == two->layer_id;
}

static ImportExisting *
existing_new (void)
{
  ImportExisting *self = g_new0 (ImportExisting, 1);

  self->objects = g_array_new (FALSE, FALSE, sizeof (ImportObject));
  self->classes = g_hash_table_new (NULL, NULL);
  self->cells = g_hash_table_new (NULL, NULL);
  return self;
}

static void
forget_labels (ImportExisting *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->labels); i++)
    _gw_import_labels_clear (&self->labels[i]);
}

static void
existing_free (gpointer data)
{
  ImportExisting *self = data;

  forget_labels (self);
  g_array_unref (self->objects);
  g_hash_table_unref (self->classes);
  g_hash_table_unref (self->cells);
  g_free (self);
}

static void
existing_forget (ImportExisting *self)
{
  g_array_set_size (self->objects, 0);
  g_hash_table_remove_all (self->classes);
  g_hash_table_remove_all (self->cells);
  self->n_classed = self->n_in_cells = self->n_in_vain = 0;
  self->is_deep = FALSE;
}

void
_gw_import_existing_init (ImportRun *run)
{
  run->sketch_seed = (guint64) g_random_int () << 32 | g_random_int ();
  run->existing = run->last = existing_new ();
  run->kept = g_hash_table_new_full (hash_existing, equal_existing, NULL, existing_free);
}

void
_gw_import_existing_clear (ImportRun *run)
{
  g_clear_pointer (&run->kept, g_hash_table_unref);
  g_clear_pointer (&run->last, existing_free);
  run->existing = NULL;
}

static gboolean
has_class (ImportExisting *self, gint64 class_id)
{
  const guint n = self->objects->len;

  if (n > FEW)
    {
      for (; self->n_classed < n; self->n_classed++)
        g_hash_table_add (
            self->classes,
            GSIZE_TO_POINTER ((gsize) g_array_index (self->objects, ImportObject, self->n_classed).class_id));
      return g_hash_table_contains (self->classes, GSIZE_TO_POINTER ((gsize) class_id));
    }
  for (guint i = 0; i < n; i++)
    if (g_array_index (self->objects, ImportObject, i).class_id == class_id)
      return TRUE;
  return FALSE;
}

static const ImportObject *
append (ImportExisting *self, ImportObject object)
{
  object.is_first = !has_class (self, object.class_id);
  g_array_append_val (self->objects, object);
  return &g_array_index (self->objects, ImportObject, self->objects->len - 1);
}

/* --- what the image has --- */

static gboolean
read_objects (ImportRun *run, GError **error)
{
  static const char sql[] = "SELECT o.id, o.class_id, o.kind, o.x, o.y, o.width, o.height FROM object o"
                            " WHERE o.image_id = ? AND o.layer_id = ? AND " GW_OBJECT_SEEN;
  sqlite3_stmt *statement;
  int code;

  if (!_gw_import_write_rows (run, error))
    return FALSE;
  statement = _gw_sqlite_prepare (run->db, sql, error);
  if (statement == NULL)
    return FALSE;
  _gw_sqlite_bind (statement, "ii", run->existing->image_id, run->existing->layer_id);
  while ((code = _gw_sqlite_step (run->db, statement, error)) == SQLITE_ROW)
    append (
        run->existing,
        (ImportObject) { .id = sqlite3_column_int64 (statement, 0),
                         .class_id = sqlite3_column_int64 (statement, 1),
                         .kind = sqlite3_column_int (statement, 2),
                         .bounds = { sqlite3_column_double (statement, 3), sqlite3_column_double (statement, 4),
                                     sqlite3_column_double (statement, 5), sqlite3_column_double (statement, 6) } });
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* A source may name one image in each of its lines, and many in turn. */
static ImportExisting *
keep_another (ImportRun *run, const ImportExisting *key)
{
  ImportExisting *self = existing_new ();

  if (run->n_kept > MOST_KEPT)
    {
      g_hash_table_remove_all (run->kept);
      run->n_kept = 0;
    }
  self->image_id = key->image_id;
  self->layer_id = key->layer_id;
  self->is_kept = TRUE;
  run->n_kept += IMAGE_IN_OBJECTS;
  g_hash_table_add (run->kept, self);
  return self;
}

gboolean
_gw_import_read_existing (ImportRun *run, const ImportImage *image, GError **error)
{
  const ImportExisting key = { .image_id = image->id, .layer_id = run->layer_id };
  const gboolean again = g_hash_table_contains (run->images, GSIZE_TO_POINTER ((gsize) image->id));
  ImportExisting *known = again ? g_hash_table_lookup (run->kept, &key) : NULL;

  run->existing = known != NULL ? known : run->last;
  if (known != NULL || equal_existing (run->last, &key))
    return TRUE;
  if (again)
    {
      run->existing = keep_another (run, &key);
    }
  else
    {
      existing_forget (run->last);
      forget_labels (run->last);
      run->last->image_id = key.image_id;
      run->last->layer_id = key.layer_id;
    }
  if (!image->is_new && !read_objects (run, error))
    return FALSE;
  run->n_kept += again ? run->existing->objects->len : 0;
  return TRUE;
}

const ImportObject *
_gw_import_add_existing (ImportRun *run, gint64 id, gint64 class_id, GwObject *object)
{
  const GwShape *shape = gw_object_get_shape (object);
  ImportObject added = {
    .id = id, .class_id = class_id, .kind = (int) shape->kind, .bounds = gw_object_get_bounds (object)
  };

  /* The shape is at hand. */
  if (run->existing->is_deep)
    {
      added.is_sketched = TRUE;
      _gw_import_sketch (run->sketch_seed, &added.bounds, shape, added.sketch);
    }
  run->n_kept += run->existing->is_kept ? 1 : 0;
  return append (run->existing, added);
}

void
_gw_import_forget_existing (ImportRun *run)
{
  existing_forget (run->existing);
}

/* --- whether an object is among them --- */

static gboolean
read_object (ImportRun *run, gint64 id, GwObject **object, GError **error)
{
  static const char sql[] = "SELECT " GW_OBJECT_COLUMNS " FROM object o WHERE o.id = ?";
  sqlite3_stmt *statement;

  if (!_gw_import_write_rows (run, error))
    return FALSE;
  statement = _gw_sqlite_prepare (run->db, sql, error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (_gw_sqlite_step (run->db, statement, error) == SQLITE_ROW)
    *object = _gw_row_to_object (run->db, statement, error);
  sqlite3_reset (statement);
  return *object != NULL;
}

static gboolean
sketch_object (ImportRun *run, ImportObject *object, GError **error)
{
  g_autoptr (GwObject) read = NULL;

  if (object->is_sketched)
    return TRUE;
  if (run->existing->is_deep && object->kind != GW_SHAPE_BOX && !read_object (run, object->id, &read, error))
    return FALSE;
  _gw_import_sketch (run->sketch_seed, &object->bounds, read != NULL ? gw_object_get_shape (read) : NULL,
                     object->sketch);
  object->is_sketched = TRUE;
  return TRUE;
}

static gboolean
is_near (double a, double b)
{
  return fabs (a - b) <= SAME_PX;
}

static gboolean
are_bounds_near (const GwBox *a, const GwBox *b)
{
  return is_near (a->x, b->x) && is_near (a->y, b->y) && is_near (a->width, b->width) && is_near (a->height, b->height);
}

static gboolean
are_sketches_near (const ImportObject *a, const ImportObject *b)
{
  for (guint i = 0; i < GW_SKETCH_N; i++)
    if (fabs (a->sketch[i] - b->sketch[i]) > NEAR_PX)
      return FALSE;
  return TRUE;
}

static gboolean
is_same (ImportRun *run, const ImportObject *there, const ImportObject *coming, const GwShape *shape, gboolean *same,
         GError **error)
{
  g_autoptr (GwObject) object = NULL;

  *same = FALSE;
  if (there->class_id != coming->class_id || there->kind != coming->kind
      || !are_bounds_near (&there->bounds, &coming->bounds)
      || (there->is_sketched && coming->is_sketched && !are_sketches_near (there, coming)))
    return TRUE;
  if (there->kind == GW_SHAPE_BOX)
    {
      *same = TRUE;
      return TRUE;
    }
  if (!read_object (run, there->id, &object, error))
    return FALSE;
  *same = gw_shape_equal (gw_object_get_shape (object), shape, SAME_PX);
  run->existing->n_in_vain += *same ? 0 : 1;
  return TRUE;
}

/* Where a number of a sketch is; no shape that is valid has larger ones. */
static gint64
find_cell (double number)
{
  return fabs (number) < 1e16 ? (gint64) floor (number / CELL_PX) : 0;
}

/* Of the cell of the first two numbers. */
static gpointer
get_cell_key (const ImportObject *object, gint64 column, gint64 row)
{
  guint64 key = (guint64) object->class_id * GW_SHAPE_N_KINDS + (guint64) object->kind;

  key = key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + (guint64) column;
  key = (key ^ key >> 32) * G_GUINT64_CONSTANT (0x94d049bb133111eb) + (guint64) row;
  key *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  return GSIZE_TO_POINTER ((gsize) (key ^ key >> 32));
}

/* Bounds tell nearly all objects apart. Where they do not, the shapes are read once more, so that
 * sketches are of what is within the bounds, too.
 */
static void
go_deep (ImportExisting *self)
{
  self->is_deep = TRUE;
  self->n_in_cells = 0;
  g_hash_table_remove_all (self->cells);
  for (guint i = 0; i < self->objects->len; i++)
    g_array_index (self->objects, ImportObject, i).is_sketched = FALSE;
}

/* Up to the one at n. */
static gboolean
put_into_cells (ImportRun *run, guint n, GError **error)
{
  ImportExisting *self = run->existing;

  if (!self->is_deep && self->n_in_vain > n)
    go_deep (self);
  for (; self->n_in_cells < n; self->n_in_cells++)
    {
      ImportObject *object = &g_array_index (self->objects, ImportObject, self->n_in_cells);
      gpointer key;

      if (!sketch_object (run, object, error))
        return FALSE;
      key = get_cell_key (object, find_cell (object->sketch[0]), find_cell (object->sketch[1]));
      object->next = GPOINTER_TO_UINT (g_hash_table_lookup (self->cells, key));
      g_hash_table_insert (self->cells, key, GUINT_TO_POINTER (self->n_in_cells + 1));
    }
  return TRUE;
}

static gboolean
look_in_cell (ImportRun *run, gpointer key, const ImportObject *coming, const GwShape *shape, gboolean *there,
              GError **error)
{
  const ImportExisting *self = run->existing;
  guint next = GPOINTER_TO_UINT (g_hash_table_lookup (self->cells, key));

  while (next != 0 && !*there)
    {
      const ImportObject *object = &g_array_index (self->objects, ImportObject, next - 1);

      if (!is_same (run, object, coming, shape, there, error))
        return FALSE;
      next = object->next;
    }
  return TRUE;
}

static gboolean
look_in_cells (ImportRun *run, ImportObject *coming, const GwShape *shape, gboolean *there, GError **error)
{
  gint64 last_column, last_row;

  coming->is_sketched = TRUE;
  _gw_import_sketch (run->sketch_seed, &coming->bounds, run->existing->is_deep ? shape : NULL, coming->sketch);
  last_column = find_cell (coming->sketch[0] + NEAR_PX);
  last_row = find_cell (coming->sketch[1] + NEAR_PX);
  for (gint64 column = find_cell (coming->sketch[0] - NEAR_PX); column <= last_column; column++)
    for (gint64 row = find_cell (coming->sketch[1] - NEAR_PX); row <= last_row && !*there; row++)
      if (!look_in_cell (run, get_cell_key (coming, column, row), coming, shape, there, error))
        return FALSE;
  return TRUE;
}

gboolean
_gw_import_is_there (ImportRun *run, guint n, gint64 class_id, GwObject *object, gboolean *there, GError **error)
{
  const GwShape *shape = gw_object_get_shape (object);
  ImportObject coming = { .class_id = class_id, .kind = (int) shape->kind, .bounds = gw_object_get_bounds (object) };

  *there = FALSE;
  if (n > FEW)
    return put_into_cells (run, n, error) && look_in_cells (run, &coming, shape, there, error);
  for (guint i = 0; i < n && !*there; i++)
    if (!is_same (run, &g_array_index (run->existing->objects, ImportObject, i), &coming, shape, there, error))
      return FALSE;
  return TRUE;
}
