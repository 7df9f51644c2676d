/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-voc-list-writer.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-file-name.h"
#include "gw-json-members.h"
#include "gw-mask-table.h"
#include "gw-voc-groups.h"
#include "gw-voc-lists.h"
#include "gw-writer-private.h"

/* Beside GwVocState: the class is there, by an object that is not written. */
#define UNTOLD 3

/* The images of a part. */
typedef struct
{
  GPtrArray *stems;    /* char * */
  GHashTable *classes; /* class id -> GArray of guint32: 4 * place + GwVocState or UNTOLD */
  GByteArray *open;    /* of each image: whether it tells of some classes only whether they are in it */
} Part;

struct _GwVocListWriter
{
  GHashTable *parts; /* split -> Part */
  GHashTable *used;  /* set of class ids, as pointers: in any part */
  GHashTable *names; /* set of char *: of lists that are written, lists of splits first */
  gboolean with_classes;
};

static void
part_free (gpointer data)
{
  Part *part = data;

  g_ptr_array_unref (part->stems);
  g_hash_table_unref (part->classes);
  g_byte_array_unref (part->open);
  g_free (part);
}

GwVocListWriter *
gw_voc_list_writer_new (gboolean with_classes)
{
  GwVocListWriter *self = g_new0 (GwVocListWriter, 1);

  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, part_free);
  self->used = g_hash_table_new (NULL, NULL);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->with_classes = with_classes;

  return self;
}

void
gw_voc_list_writer_free (GwVocListWriter *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->parts);
  g_hash_table_unref (self->used);
  g_hash_table_unref (self->names);
  g_free (self);
}

/* --- collecting --------------------------------------------------------------------------- */

static Part *
ensure_part (GwVocListWriter *self, const char *split)
{
  Part *part = g_hash_table_lookup (self->parts, split);

  if (part == NULL)
    {
      part = g_new0 (Part, 1);
      part->stems = g_ptr_array_new_with_free_func (g_free);
      part->classes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
      part->open = g_byte_array_new ();
      g_hash_table_insert (self->parts, g_strdup (split), part);
    }
  return part;
}

/* Of several the one that says most counts: that it is there. */
static void
add_class (GwVocListWriter *self, Part *part, gint64 class_id, guint state)
{
  const gpointer key = GINT_TO_POINTER ((gint) class_id);
  const guint32 place = part->stems->len - 1;
  const guint32 entry = 4 * place + state;
  GArray *images = g_hash_table_lookup (part->classes, key);

  if (images == NULL)
    {
      images = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_hash_table_insert (part->classes, key, images);
    }
  if (state != UNTOLD)
    g_hash_table_add (self->used, key);
  if (images->len == 0 || g_array_index (images, guint32, images->len - 1) / 4 != place)
    g_array_append_val (images, entry);
  else if (entry < g_array_index (images, guint32, images->len - 1))
    g_array_index (images, guint32, images->len - 1) = entry;
}

gboolean
gw_voc_list_counts (GwObject *object)
{
  g_autoptr (GwJsonMembers) bag = NULL;

  if (!gw_voc_has_area (gw_object_get_shape (object)->kind))
    return FALSE;
  bag = gw_object_get_bag (object) != NULL ? gw_voc_open_bag (object) : NULL;
  return bag == NULL || gw_json_members_get (bag, "part", NULL) == NULL;
}

static gboolean
is_difficult_label (const GwRecordHead *head, gint64 class_id, GStrv difficult)
{
  GwClass *class = difficult != NULL ? gw_record_head_find_class (head, class_id) : NULL;

  return class != NULL && g_strv_contains ((const char *const *) difficult, gw_class_get_name (class));
}

static Part *
add_stem (GwVocListWriter *self, const char *split, const char *stem, gboolean is_open)
{
  Part *part = ensure_part (self, split);
  const guint8 open = is_open ? 1 : 0;

  g_ptr_array_add (part->stems, g_strdup (stem));
  g_byte_array_append (part->open, &open, 1);
  return part;
}

void
gw_voc_list_writer_add_unlabeled (GwVocListWriter *self, const char *split, const char *stem)
{
  add_stem (self, split, stem, TRUE);
}

/* Regions of pixels that count neither way are of no class that a list could be of. */
static gboolean
is_void (const GwRecordHead *head, GwObject *object)
{
  GwClass *class = gw_record_head_find_class (head, gw_object_get_class_id (object));

  return class != NULL && gw_object_get_shape (object)->kind != GW_SHAPE_BOX
         && gw_mask_name_is_void (gw_class_get_name (class));
}

void
gw_voc_list_writer_add (GwVocListWriter *self, const GwRecordHead *head, const GwRecord *record, const char *stem)
{
  Part *part = add_stem (self, record->split != NULL ? record->split : "trainval", stem,
                         record->absent != NULL && record->absent->len > 0);
  g_autoptr (GwJsonMembers) bag = record->bag != NULL ? gw_json_members_open_bag (record->bag, "voc") : NULL;
  g_auto (GStrv) difficult = bag != NULL ? gw_json_members_dup_strings (bag, "difficult_labels") : NULL;
  const guint n_absent = record->absent != NULL ? record->absent->len : 0;

  self->with_classes = self->with_classes || record->labels->len > 0 || n_absent > 0;
  for (guint i = 0; i < record->labels->len; i++)
    {
      const gint64 class_id = g_array_index (record->labels, GwLabel, i).class_id;

      add_class (self, part, class_id,
                 is_difficult_label (head, class_id, difficult) ? GW_VOC_DIFFICULT : GW_VOC_PRESENT);
    }
  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      if (is_void (head, object))
        continue;
      if (gw_voc_list_counts (object))
        add_class (self, part, gw_object_get_class_id (object),
                   (gw_object_get_flags (object) & GW_OBJECT_DIFFICULT) != 0 ? GW_VOC_DIFFICULT : GW_VOC_PRESENT);
      else
        add_class (self, part, gw_object_get_class_id (object), UNTOLD);
    }
  for (guint i = 0; i < n_absent; i++)
    add_class (self, part, g_array_index (record->absent, GwLabel, i).class_id, GW_VOC_ABSENT);
}

/* --- writing --------------------------------------------------------------------------------- */

static gboolean
write_list (GwWriter *writer, const char *name, const GString *text, GError **error)
{
  g_autofree char *path = g_strdup_printf ("ImageSets/Main/%s.txt", name);

  writer->n_files++;
  return gw_folder_writer_write (writer->folder, path, text->str, text->len, error);
}

static void
report_unlisted (GwWriter *writer, GwClass *class, const char *text)
{
  gw_problems_report (writer->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                       .outcome = GW_OUTCOME_CHANGED,
                                                       .code = "loss-labels",
                                                       .label = (char *) gw_class_get_name (class),
                                                       .text = (char *) text });
}

/* Whether a class has a list of this name. “cat_val” may be that of a class and that of a split: the
 * latter is written, and the other told.
 */
static gboolean
claim_list (GwVocListWriter *self, GwWriter *writer, GwClass *class, const char *split, const char *list)
{
  g_autofree char *file = g_strconcat (list, ".txt", NULL);
  g_autofree char *text = NULL;

  if (!gw_file_name_fits (file))
    text = g_strdup_printf (_ ("Which images of “%s” have the class is not listed: its name is too long for that of a "
                               "file. Give the class a shorter one."),
                            split);
  else if (!g_hash_table_add (self->names, g_strdup (list)))
    text = g_strdup_printf (_ ("Which images of “%s” have the class is not listed: there is another list "
                               "%s. Give the class or the split another name to have both."),
                            split, file);
  else
    return TRUE;

  report_unlisted (writer, class, text);
  return FALSE;
}

static gboolean
write_class (GwVocListWriter *self, const Part *part, const char *split, GwClass *class, GwWriter *writer,
             GError **error)
{
  const GArray *images = g_hash_table_lookup (part->classes, GINT_TO_POINTER ((gint) gw_class_get_id (class)));
  g_autoptr (GString) text = NULL;
  g_autofree char *name = gw_file_name_make_split (split);
  g_autofree char *own = gw_file_name_escape (_gw_class_get_name_for (class, "voc"));
  g_autofree char *list = g_strdup_printf ("%s_%s", own, name);
  guint next = 0;

  if (!claim_list (self, writer, class, split, list))
    return TRUE;
  text = g_string_new (NULL);
  for (guint i = 0; i < part->stems->len; i++)
    {
      const guint32 entry = images != NULL && next < images->len ? g_array_index (images, guint32, next) : G_MAXUINT32;
      const gboolean is_told = entry / 4 == i;
      const guint state = is_told ? entry % 4 : part->open->data[i] != 0 ? UNTOLD : GW_VOC_ABSENT;

      next += is_told ? 1 : 0;
      if (state == UNTOLD)
        continue;
      g_string_append_printf (text, "%s %2d\n", (const char *) g_ptr_array_index (part->stems, i),
                              state == GW_VOC_PRESENT     ? 1
                              : state == GW_VOC_DIFFICULT ? 0
                                                          : -1);
    }
  return write_list (writer, list, text, error);
}

static gboolean
write_split (GwVocListWriter *self, const char *split, const Part *part, GwWriter *writer, GError **error)
{
  g_autofree char *name = gw_file_name_make_split (split);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < part->stems->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) g_ptr_array_index (part->stems, i));
  g_hash_table_add (self->names, g_strdup (name));
  return write_list (writer, name, text, error);
}

static gboolean
write_classes (GwVocListWriter *self, const char *split, const Part *part, GwWriter *writer, GError **error)
{
  for (guint i = 0; i < writer->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (writer->head->classes, i);

      if (g_hash_table_contains (self->used, GINT_TO_POINTER ((gint) gw_class_get_id (class)))
          && !write_class (self, part, split, class, writer, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
gw_voc_list_writer_write (GwVocListWriter *self, GwWriter *writer, GError **error)
{
  GHashTableIter iter;
  gpointer split, part;

  g_hash_table_iter_init (&iter, self->parts);
  while (g_hash_table_iter_next (&iter, &split, &part))
    if (!write_split (self, split, part, writer, error))
      return FALSE;
  g_hash_table_iter_init (&iter, self->parts);
  while (self->with_classes && g_hash_table_iter_next (&iter, &split, &part))
    if (!write_classes (self, split, part, writer, error))
      return FALSE;
  return TRUE;
}
