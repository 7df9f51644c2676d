/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-store-sqlite-import-private.h"

/* An import is larger than the cache: pages go to the log before the commit,
 * those first that were used longest ago. One that changes again is written
 * over what the log has of it, and sums in the log go from page to page: the
 * commit then reads all that follows back and sums it anew, which for a large
 * import is nearly the whole log, and a second write of it. Two dozen pages of
 * 120,000 are enough for that.
 *
 * They are those that are in use at long intervals: neighbours of the last
 * inner page of a tree, with which it is evened out when it is full, and where
 * the entries of one class, or images with so many objects, end and the next
 * begin. Of what is rare a page takes long to fill, and is then evened out with
 * those beside it. Who looks at a page uses it. What is not found here costs
 * time, and nothing else.
 */

/* Images between two looks: their pages are a third of the cache. */
#define LOOK_EVERY 3000
/* Classes that are looked at; of more, few have a page of their own. */
#define MOST_CLASSES 2000
#define ENTRIES_OF_TWO_PAGES "340"
/* Of those that are ordered by the objects of images: more than one page has. */
#define COUNTS_OF_A_PAGE "500"
/* Counts of objects of an image. */
#define MOST_OBJECTS 50

static gboolean
look (ImportRun *run, const char *sql, gint64 key, GError **error)
{
  gint64 ignored;

  return _gw_sqlite_get_int64 (run->db, &ignored, NULL, error, sql, "i", key);
}

/* Each table that has rows of an image beside those of the one before it. */
static gboolean
look_at_image (ImportRun *run, gint64 image_id, GError **error)
{
  static const char *const by_image[] = {
    "SELECT place FROM image WHERE id >= ? LIMIT 1",
    "SELECT kind FROM object INDEXED BY object_by_image WHERE image_id >= ? LIMIT 1",
    "SELECT position FROM image_label WHERE image_id >= ? LIMIT 1",
    "SELECT tag_id FROM image_tag WHERE image_id >= ? LIMIT 1",
    "SELECT edit_id FROM image_bag WHERE image_id >= ? LIMIT 1",
  };
  static const char *const by_edit[] = {
    "SELECT is_new FROM edit_image WHERE edit_id = ? AND image_id >= ? LIMIT 1",
    "SELECT position FROM edit_label WHERE edit_id = ? AND image_id >= ? LIMIT 1",
    "SELECT is_on FROM edit_tag WHERE edit_id = ? AND image_id >= ? LIMIT 1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (by_image); i++)
    if (!look (run, by_image[i], image_id, error))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (by_edit); i++)
    if (!_gw_sqlite_run (run->db, error, by_edit[i], "ii", run->edit_id, image_id))
      return FALSE;
  return TRUE;
}

/* The neighbours of an inner page lie as far back as it reaches, once and
 * twice; how far pages reach, each table has its own.
 */
static gboolean
look_back (ImportRun *run, gint64 image_id, GError **error)
{
  for (gint64 back = 100; back < image_id; back += back / 3)
    if (!look_at_image (run, image_id - back, error))
      return FALSE;
  return look_at_image (run, 0, error);
}

/* Two pages from where the entries of a class begin, and two pages back from where they end. */
static gboolean
look_at_classes (ImportRun *run, GError **error)
{
  static const char begin[] = "SELECT image_id FROM object INDEXED BY object_by_class WHERE class_id >= ?"
                              " ORDER BY class_id LIMIT 1 OFFSET " ENTRIES_OF_TWO_PAGES;
  static const char end[] = "SELECT image_id FROM object INDEXED BY object_by_class WHERE class_id <= ?"
                            " ORDER BY class_id DESC LIMIT 1 OFFSET " ENTRIES_OF_TWO_PAGES;
  GHashTableIter iter;
  gpointer value;

  if (g_hash_table_size (run->classes) > MOST_CLASSES)
    return TRUE;
  g_hash_table_iter_init (&iter, run->classes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!look (run, begin, *(const gint64 *) value, error) || !look (run, end, *(const gint64 *) value, error))
      return FALSE;
  return TRUE;
}

static gboolean
look_at_counts (ImportRun *run, GError **error)
{
  /* The first of the conditions is where it begins to look. */
  static const char begin[] = "SELECT n_objects FROM image INDEXED BY image_by_objects WHERE n_objects >= ?"
                              " AND n_objects > 0 ORDER BY n_objects LIMIT 1 OFFSET " COUNTS_OF_A_PAGE;
  static const char end[] = "SELECT n_objects FROM image INDEXED BY image_by_objects WHERE n_objects > 0"
                            " AND n_objects <= ? ORDER BY n_objects DESC LIMIT 1 OFFSET " COUNTS_OF_A_PAGE;

  for (gint64 n = 1; n <= MOST_OBJECTS; n++)
    if (!look (run, begin, n, error) || !look (run, end, n, error))
      return FALSE;
  return TRUE;
}

gboolean
_gw_import_keep_pages (ImportRun *run, gint64 image_id, GError **error)
{
  if (++run->n_images < LOOK_EVERY)
    return TRUE;
  run->n_images = 0;
  return look_back (run, image_id, error) && look_at_classes (run, error) && look_at_counts (run, error);
}
