/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-panoptic-document.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-coco-categories.h"
#include "gw-coco-image-keys.h"
#include "gw-error.h"
#include "gw-file-name.h"
#include "gw-json-values.h"
#include "gw-number.h"
#include "gw-reader-private.h"

#define PREFIX "panoptic"
#define SUFFIX ".json"

/* How often, in elements, progress is told. */
#define TELL_EVERY 1024

typedef struct
{
  GwReader *reader;
  GwPanopticDocument *document;
  GwJsonReader *json;
  GHashTable *parents;
  GHashTable *declared;
  GHashTable *image_ids;       /* set of ids, of the images */
  GwJsonMembers *category_bag; /* name -> other members */
  const char *pointer;
  guint64 index;
  guint64 line;
} Parser;

static void
file_free (gpointer data)
{
  GwPanopticFile *self = data;

  g_free (self->file);
  g_free (self->split);
  g_free (self->images_dir);
  g_free (self);
}

static void
image_free (gpointer data)
{
  GwPanopticImage *self = data;

  g_free (self->id);
  g_free (self->path);
  g_free (self->extra);
  g_free (self);
}

static void
annotation_free (gpointer data)
{
  GwPanopticAnnotation *self = data;

  g_free (self->mask);
  g_free (self->segments);
  g_free (self->extra);
  g_free (self);
}

void
gw_panoptic_document_free (GwPanopticDocument *self)
{
  if (self == NULL)
    return;
  g_free (self->file);
  g_ptr_array_unref (self->images);
  g_hash_table_unref (self->annotations);
  g_hash_table_unref (self->categories);
  g_free (self);
}

/* --- files ------------------------------------------------------------------------ */

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const GwPanopticFile *const *) a)->file, (*(const GwPanopticFile *const *) b)->file);
}

/* The split of a file's name: panoptic_val2017.json; NULL, and FALSE for other names. */
static gboolean
parse_name (const char *name, char **split)
{
  gsize length = strlen (name);
  g_autofree char *stem = NULL;

  *split = NULL;
  if (!g_str_has_prefix (name, PREFIX) || !g_str_has_suffix (name, SUFFIX))
    return FALSE;
  stem = g_strndup (name + strlen (PREFIX), length - strlen (PREFIX) - strlen (SUFFIX));
  if (*stem == '\0')
    return TRUE;
  if (*stem != '_' || stem[1] == '\0')
    return FALSE;
  *split = gw_file_name_unescape (stem + 1);

  return TRUE;
}

static void
take_file (GPtrArray *files, const char *source, char *file, char *split)
{
  static const char *const folders[] = { "images", "." };
  GwPanopticFile *added = g_new0 (GwPanopticFile, 1);
  g_autofree char *name = split != NULL ? gw_file_name_make_split (split) : NULL;

  added->file = file;
  added->split = split;
  for (gsize i = 0; split != NULL && i < G_N_ELEMENTS (folders) && added->images_dir == NULL; i++)
    {
      g_autofree char *folder = g_build_filename (source, folders[i], name, NULL);

      if (g_file_test (folder, G_FILE_TEST_IS_DIR))
        added->images_dir = g_steal_pointer (&folder);
    }
  g_ptr_array_add (files, added);
}

GPtrArray *
gw_panoptic_files_find (const char *source)
{
  static const char *const folders[] = { ".", "annotations" };
  GPtrArray *files = g_ptr_array_new_with_free_func (file_free);
  char *split;

  if (!g_file_test (source, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *name = g_path_get_basename (source);
      g_autofree char *folder = g_path_get_dirname (source);
      g_autofree char *own = g_path_get_basename (folder);
      g_autofree char *above = g_path_get_dirname (folder);

      parse_name (name, &split);
      take_file (files, strcmp (own, "annotations") == 0 ? above : folder, g_strdup (source), split);
      return files;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *folder = i == 0 ? g_strdup (source) : g_build_filename (source, folders[i], NULL);
      g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *file = g_build_filename (folder, name, NULL);

          if (parse_name (name, &split) && _gw_reader_has_file (folder, name))
            take_file (files, source, g_steal_pointer (&file), split);
          else
            g_free (split);
        }
    }
  g_ptr_array_sort (files, compare_files);

  return files;
}

/* --- elements --------------------------------------------------------------------- */

/* n_images, n_labels: what is left out with it. */
static void
report (Parser *self, GwSeverity severity, GwOutcome outcome, const char *code, const char *image, guint n_images,
        const char *text)
{
  g_autofree char *pointer = g_strdup_printf ("%s/%" G_GUINT64_FORMAT, self->pointer, self->index);

  gw_problems_report (self->reader->problems, &(GwProblem) { .severity = severity,
                                                             .outcome = outcome,
                                                             .code = code,
                                                             .file = self->document->file,
                                                             .line = self->line,
                                                             .pointer = pointer,
                                                             .image = (char *) image,
                                                             .text = (char *) text,
                                                             .n_images = n_images });
}

char *
gw_panoptic_dup_id (const GwJsonMembers *members, const char *key)
{
  char *text = gw_json_members_dup_string (members, key);
  gsize length;
  const char *raw;
  gint64 number;

  if (text != NULL)
    return text;
  raw = gw_json_members_get (members, key, &length);
  if (raw == NULL || !gw_number_parse_int64 (raw, (gssize) length, &number))
    return NULL;

  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

/* A side of a picture; 0 where it is none. */
static int
get_side (const GwJsonMembers *members, const char *key)
{
  gsize length;
  const char *raw = gw_json_members_get (members, key, &length);
  gint64 side;

  return raw != NULL && gw_number_parse_int64 (raw, (gssize) length, &side) && side > 0 && side <= G_MAXINT32
             ? (int) side
             : 0;
}

/* The object without the members that have a place; NULL for none. */
static char *
take_rest (GwJsonMembers *members, const char *const *known)
{
  for (gsize i = 0; known[i] != NULL; i++)
    gw_json_members_remove (members, known[i]);
  return gw_json_members_get_n (members) > 0 ? gw_json_members_to_text (members) : NULL;
}

static void
parse_image (Parser *self, GwJsonMembers *members)
{
  static const char *const known[] = { "id", "file_name", "width", "height", NULL };
  g_autofree char *id = gw_panoptic_dup_id (members, "id");
  g_autofree char *path = gw_json_members_dup_string (members, "file_name");
  GwPanopticImage *image;

  self->reader->counts.images++;
  if (id == NULL || path == NULL || *path == '\0')
    {
      report (self, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, id == NULL ? "id-type" : "path-missing", path, 1,
              id == NULL ? _ ("An image has no id. It was left out.")
                         : _ ("An image has no file name. It was left out."));
      return;
    }
  if (!g_hash_table_add (self->image_ids, g_strdup (id)))
    {
      report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "id-duplicate", path, 1,
              _ ("Another image has the same id. The first one has the labels; this one was left out."));
      return;
    }

  image = g_new0 (GwPanopticImage, 1);
  image->id = g_steal_pointer (&id);
  image->path = g_steal_pointer (&path);
  image->width = get_side (members, "width");
  image->height = get_side (members, "height");
  image->line = self->line;
  image->has_attributes = gw_coco_image_keys_note (self->reader, members);
  image->extra = take_rest (members, known);
  g_ptr_array_add (self->document->images, image);
}

static void
parse_annotation (Parser *self, GwJsonMembers *members)
{
  static const char *const known[] = { "image_id", "file_name", "segments_info", NULL };
  g_autofree char *id = gw_panoptic_dup_id (members, "image_id");
  GwPanopticAnnotation *annotation;

  if (id == NULL || g_hash_table_contains (self->document->annotations, id))
    {
      report (self, id == NULL ? GW_SEVERITY_ERROR : GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT,
              id == NULL ? "id-dangling" : "id-duplicate", NULL, 0,
              id == NULL ? _ ("An annotation does not name its image. It was left out.")
                         : _ ("The image has an annotation already. This one was left out."));
      return;
    }

  annotation = g_new0 (GwPanopticAnnotation, 1);
  annotation->mask = gw_json_members_dup_string (members, "file_name");
  annotation->segments = gw_json_members_dup (members, "segments_info");
  annotation->line = self->line;
  annotation->index = self->index;
  annotation->extra = take_rest (members, known);
  g_hash_table_insert (self->document->annotations, g_steal_pointer (&id), annotation);
}

static void
take_colour (GwJsonMembers *members, GwClass *class)
{
  double rgb[3];
  guint32 colour = 0;

  if (!gw_json_members_get_numbers (members, "color", rgb, 3))
    return;
  for (gsize i = 0; i < 3; i++)
    {
      if (!(rgb[i] >= 0 && rgb[i] <= 255) || rgb[i] != (int) rgb[i])
        return;
      colour = colour << 8 | (guint32) rgb[i];
    }
  gw_class_set_color (class, colour);
  gw_json_members_remove (members, "color");
}

static void
parse_category (Parser *self, GwJsonMembers *members)
{
  static const char *const known[] = { "id", "name", NULL };
  g_autofree char *id = gw_panoptic_dup_id (members, "id");
  g_autofree char *name = gw_json_members_dup_string (members, "name");
  char *parent = gw_json_members_dup_string (members, "supercategory");
  g_autofree char *is_thing = gw_json_members_dup (members, "isthing");
  g_autofree char *rest = NULL;
  GwPanopticCategory *category;
  GwClass *class;

  if (id == NULL || name == NULL || g_hash_table_contains (self->document->categories, id))
    {
      g_free (parent);
      report (self, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT,
              id == NULL     ? "id-type"
              : name == NULL ? "class-unknown"
                             : "id-duplicate",
              NULL, 0,
              id == NULL     ? _ ("A category has no id. It was left out.")
              : name == NULL ? _ ("A category has no name. It was left out.")
                             : _ ("Another category has the same id. This one was left out."));
      return;
    }

  class = _gw_reader_ensure_class (self->reader, name, id, self->declared, self->document->file, self->line);
  category = g_new0 (GwPanopticCategory, 1);
  category->class_id = class != NULL ? gw_class_get_id (class) : 0;
  category->stuff = g_strcmp0 (is_thing, "0") == 0 || g_strcmp0 (is_thing, "false") == 0;
  g_hash_table_insert (self->document->categories, g_steal_pointer (&id), category);
  if (class == NULL)
    {
      g_free (parent);
      return;
    }
  /* A supercategory that is no parent goes back as it was. */
  if (!gw_coco_parent_is_none (name, parent))
    {
      g_hash_table_insert (self->parents, class, parent);
      gw_json_members_remove (members, "supercategory");
    }
  else
    g_free (parent);
  take_colour (members, class);
  gw_json_members_remove (members, "isthing");
  if (category->stuff)
    gw_json_members_set (members, "isthing", "0", -1);
  rest = take_rest (members, known);
  if (rest != NULL)
    gw_json_members_set (self->category_bag, gw_class_get_name (class), rest, -1);
}

/* --- the document ------------------------------------------------------------------- */

typedef void (*ElementFunc) (Parser *self, GwJsonMembers *members);

static gboolean
parse_element (Parser *self, ElementFunc func, GError **error)
{
  gboolean is_object = gw_json_reader_get_token (self->json) == GW_JSON_OBJECT_BEGIN;
  gsize length;
  const char *raw = gw_json_reader_take_raw (self->json, &length, error);
  g_autoptr (GwJsonMembers) members = NULL;

  if (raw == NULL)
    return FALSE;
  /* Not even one of a NaN: it could not be written again. */
  if (is_object)
    members = gw_json_members_parse (raw, (gssize) length, NULL, NULL);
  if (members == NULL)
    {
      report (self, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "value-type", NULL, 0,
              is_object ? _ ("An entry holds a number that is not finite. It was left out.")
                        : _ ("An entry is not an object. It was left out."));
      return TRUE;
    }
  func (self, members);

  return TRUE;
}

/* n_images: that went with what does not count; pointer (nullable): of the element. */
static void
tell_repeats (Parser *self, const char *pointer, guint n_images)
{
  GwJsonRepeats repeats;

  if (gw_json_reader_take_repeats (self->json, &repeats))
    _gw_reader_tell_repeats (
        self->reader, &repeats,
        &(GwProblem) { .file = self->document->file, .pointer = (char *) pointer, .n_images = n_images });
}

static void
tell_repeats_of_element (Parser *self)
{
  g_autofree char *pointer = g_strdup_printf ("%s/%" G_GUINT64_FORMAT, self->pointer, self->index);

  tell_repeats (self, pointer, 0);
}

static gboolean
parse_array (Parser *self, const char *pointer, ElementFunc func, GError **error)
{
  GwJsonToken token = gw_json_reader_next (self->json, error);

  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token != GW_JSON_ARRAY_BEGIN)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("“%s” is not a list."), pointer + 1);
      return FALSE;
    }
  self->pointer = pointer;
  self->index = 0;
  while ((token = gw_json_reader_next (self->json, error)) != GW_JSON_ARRAY_END)
    {
      if (token == GW_JSON_ERROR)
        return FALSE;
      self->line = gw_json_reader_get_line (self->json);
      if (!parse_element (self, func, error))
        return FALSE;
      if (gw_json_reader_has_repeats (self->json))
        tell_repeats_of_element (self);
      if (++self->index % TELL_EVERY == 0)
        _gw_reader_tell (self->reader, gw_json_reader_get_offset (self->json));
    }

  return TRUE;
}

static void
set_in_head (GwReader *reader, const char *key, const char *raw, gssize length)
{
  GwRecordHead *head = reader->head;
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (head->bag, reader->format->name);
  char *replaced;

  gw_json_members_set (bag, key, raw, length);
  replaced = gw_json_members_put_bag (bag, head->bag, reader->format->name);
  g_free (head->bag);
  head->bag = replaced;
}

/* "info", "licenses" and what else there is go back into an export. */
static gboolean
keep_in_head (Parser *self, const char *key, GError **error)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (self->reader->head->bag, self->reader->format->name);
  gsize length;
  const char *raw;

  if (gw_json_reader_next (self->json, error) == GW_JSON_ERROR
      || (raw = gw_json_reader_take_raw (self->json, &length, error)) == NULL)
    return FALSE;
  if (gw_json_members_get (bag, key, NULL) == NULL && gw_json_is_proper (raw, length))
    set_in_head (self->reader, key, raw, (gssize) length);

  return TRUE;
}

/* The last one counts (spec formats 15.6). */
static void
forget_list (Parser *self, const char *key)
{
  GwPanopticDocument *document = self->document;
  guint n_images = 0;

  if (strcmp (key, "images") == 0)
    {
      n_images = document->images->len;
      g_ptr_array_set_size (document->images, 0);
      g_hash_table_remove_all (self->image_ids);
    }
  else if (strcmp (key, "annotations") == 0)
    {
      g_hash_table_remove_all (document->annotations);
    }
  else if (strcmp (key, "categories") == 0)
    {
      g_hash_table_remove_all (document->categories);
      g_hash_table_remove_all (self->declared);
    }
  tell_repeats (self, NULL, n_images);
}

static gboolean
parse_document (Parser *self, GError **error)
{
  GwJsonToken token = gw_json_reader_next (self->json, error);
  gboolean found = FALSE;

  if (token != GW_JSON_OBJECT_BEGIN)
    {
      if (token != GW_JSON_ERROR)
        g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("A COCO file begins with “{”."));
      return FALSE;
    }
  while ((token = gw_json_reader_next (self->json, error)) == GW_JSON_KEY)
    {
      g_autofree char *key = gw_json_reader_dup_string (self->json, error);
      gboolean done;

      if (key == NULL)
        return FALSE;
      if (gw_json_reader_has_repeats (self->json))
        forget_list (self, key);
      found = found || strcmp (key, "images") == 0;
      if (strcmp (key, "images") == 0)
        done = parse_array (self, "/images", parse_image, error);
      else if (strcmp (key, "annotations") == 0)
        done = parse_array (self, "/annotations", parse_annotation, error);
      else if (strcmp (key, "categories") == 0)
        done = parse_array (self, "/categories", parse_category, error);
      else if (strcmp (key, "info") == 0 || strcmp (key, "licenses") == 0)
        done = keep_in_head (self, key, error);
      else
        done = gw_json_reader_skip_value (self->json, error);
      if (!done)
        return FALSE;
      tell_repeats (self, NULL, 0);
    }
  if (token == GW_JSON_ERROR || gw_json_reader_next (self->json, error) == GW_JSON_ERROR)
    return FALSE;
  if (!found)
    g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED, _ ("The file has no list “images”."));

  return found;
}

GwPanopticDocument *
gw_panoptic_document_read (GwReader *reader, const char *file, GHashTable *parents, GCancellable *cancellable,
                           GError **error)
{
  g_autoptr (GwPanopticDocument) document = g_new0 (GwPanopticDocument, 1);
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) image_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (reader->head->bag, reader->format->name);
  g_autofree char *kept = gw_json_members_dup (bag, "categories");
  g_autoptr (GwJsonMembers) category_bag = kept != NULL ? gw_json_members_parse (kept, -1, NULL, NULL)
                                                        : gw_json_members_new ();
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GwJsonReader) json = NULL;
  Parser parser = { reader, document, NULL, parents, declared, image_ids, category_bag, "", 0, 0 };
  guint64 size = 0;

  document->file = g_strdup (file);
  document->images = g_ptr_array_new_with_free_func (image_free);
  document->annotations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, annotation_free);
  document->categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  stream = _gw_reader_open_file (file, &size, error);
  if (stream == NULL)
    return NULL;
  if (reader->options.work != NULL)
    gw_work_set_total (reader->options.work, size);
  json = gw_json_reader_new (stream, cancellable);
  gw_json_reader_set_non_finite (json, TRUE);
  gw_json_reader_watch_keys (json);
  parser.json = json;
  if (!parse_document (&parser, error))
    {
      _gw_reader_fail_json (reader, file, gw_json_reader_get_line (json), error);
      return NULL;
    }
  if (gw_json_members_get_n (category_bag) > 0)
    {
      g_autofree char *text = gw_json_members_to_text (category_bag);

      set_in_head (reader, "categories", text, -1);
    }

  return g_steal_pointer (&document);
}
