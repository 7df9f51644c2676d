/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-categories.h"
#include "gw-coco-parse-private.h"

#include <inttypes.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-number.h"

/* How often, in elements, progress is told. */
#define TELL_EVERY 1024

void
_gw_coco_report (GwCocoParser *self, GwSeverity severity, GwOutcome outcome, const char *code, guint n_labels,
                 const char *text_format, ...)
{
  GwProblem *problem;
  va_list args;

  va_start (args, text_format);
  problem = gw_problem_new (severity, code, g_strdup_vprintf (text_format, args));
  va_end (args);

  problem->outcome = outcome;
  problem->file = g_strdup (self->document->file);
  problem->line = self->line;
  problem->pointer = g_strdup_printf ("%s/%" G_GUINT64_FORMAT, self->pointer, self->index);
  problem->n_labels = n_labels;
  gw_problems_take (self->reader->problems, problem);
}

gboolean
_gw_coco_parse_id (GwCocoParser *self, GwCocoId *id, GError **error)
{
  GwJsonToken token = gw_json_reader_next (self->json, error);

  id->text = NULL;
  if (token == GW_JSON_NUMBER)
    {
      gboolean exact;

      id->number = gw_json_reader_get_int64 (self->json, &exact);
      return exact;
    }
  if (token != GW_JSON_STRING)
    {
      if (token != GW_JSON_ERROR)
        gw_json_reader_skip_value (self->json, error);
      return FALSE;
    }

  if (!self->told_id_type)
    {
      self->told_id_type = TRUE;
      _gw_coco_report (self, GW_SEVERITY_INFO, GW_OUTCOME_KEPT, "id-type", 0,
                       _ ("Ids are texts, not whole numbers. They are kept as they are."));
    }
  {
    gsize length;
    const char *text = gw_json_reader_get_string (self->json, &length);

    if (gw_number_parse_int64 (text, (gssize) length, &id->number))
      return TRUE;
    g_string_assign (self->id_text, text);
    id->text = self->id_text->str;
  }

  return TRUE;
}

/* --- images ------------------------------------------------------------------- */

/* What is read of one image before its id is known. */
typedef struct
{
  gboolean has_id;
  GwCocoId id;
  const char *path;
  gboolean is_cut; /* the path holds a NUL, which no name of a file can */
  gint32 width;
  gint32 height;
} ImageDraft;

/* A side of a picture; 0, reported, where it cannot be one. */
static gint32
parse_side (GwCocoParser *self, const char *key, GError **error)
{
  GwJsonToken token = gw_json_reader_next (self->json, error);
  gint64 side;

  if (token == GW_JSON_NUMBER)
    {
      side = gw_json_reader_get_int64 (self->json, NULL);
      if (side >= 1 && side <= G_MAXINT32)
        return (gint32) side;
    }
  else if (token != GW_JSON_ERROR)
    gw_json_reader_skip_value (self->json, error);

  if (token != GW_JSON_NULL && token != GW_JSON_ERROR)
    _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "size-missing", 0,
                     _ ("The %s of an image is not a number above 0. The picture itself is asked."), key);
  return 0;
}

gboolean
_gw_coco_keep_extra (GwCocoParser *self, const char *key, GError **error)
{
  gsize length;
  const char *raw = gw_json_reader_take_raw (self->json, &length, error);

  if (raw == NULL)
    return FALSE;
  if (!gw_json_is_proper (raw, length))
    {
      _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "value-type", 0,
                       _ ("The value of “%s” holds a number that is not finite. It was left out."), key);
      return TRUE;
    }
  gw_json_members_set (self->extra, key, raw, (gssize) length);

  return TRUE;
}

static gboolean
parse_image_member (GwCocoParser *self, ImageDraft *draft, GError **error)
{
  g_autofree char *key = gw_json_reader_dup_string (self->json, error);
  g_autoptr (GError) failure = NULL;

  if (key == NULL)
    return FALSE;

  if (strcmp (key, "id") == 0)
    {
      draft->has_id = _gw_coco_parse_id (self, &draft->id, &failure);
      if (draft->has_id && draft->id.text != NULL)
        draft->id.text = g_string_chunk_insert (self->document->strings, draft->id.text);
    }
  else if (strcmp (key, "file_name") == 0)
    {
      GwJsonToken token = gw_json_reader_next (self->json, &failure);

      if (token == GW_JSON_STRING)
        {
          gsize length;
          const char *text = gw_json_reader_get_string (self->json, &length);

          draft->path = g_string_chunk_insert (self->document->strings, text);
          draft->is_cut = strlen (text) != length;
        }
      else if (token != GW_JSON_ERROR)
        gw_json_reader_skip_value (self->json, &failure);
    }
  else if (strcmp (key, "width") == 0)
    draft->width = parse_side (self, key, &failure);
  else if (strcmp (key, "height") == 0)
    draft->height = parse_side (self, key, &failure);
  else
    _gw_coco_keep_extra (self, key, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

/* The object of what is kept beside path and size; the id is, for files that
 * name images by it.
 */
static const char *
store_extra (GwCocoParser *self, GwCocoId id)
{
  g_autofree char *text = NULL;
  g_autofree char *id_text = gw_coco_id_to_text (id);

  if (id.text != NULL)
    {
      g_autoptr (GString) quoted = g_string_new (NULL);
      g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (quoted, GW_JSON_WRITER_COMPACT);

      gw_json_writer_string (writer, id_text);
      gw_json_writer_finish (writer, NULL);
      gw_json_members_set (self->extra, "id", quoted->str, -1);
    }
  else
    gw_json_members_set (self->extra, "id", id_text, -1);
  text = gw_json_members_to_text (self->extra);

  return g_string_chunk_insert (self->document->strings, text);
}

static void
add_image (GwCocoParser *self, const ImageDraft *draft)
{
  GwCocoImage *image;
  guint32 place;

  self->reader->counts.images++;
  if (!draft->has_id || draft->is_cut || draft->path == NULL || *draft->path == '\0')
    {
      GwProblem *problem = gw_problem_new (
          GW_SEVERITY_ERROR,
          !draft->has_id  ? "id-type"
          : draft->is_cut ? "path-escape"
                          : "path-missing",
          g_strdup (!draft->has_id  ? _ ("An image has no id. It was left out.")
                    : draft->is_cut ? _ ("The file name of an image holds a NUL character. The image was left out.")
                                    : _ ("An image has no file name. It was left out.")));

      problem->file = g_strdup (self->document->file);
      problem->line = self->line;
      problem->pointer = g_strdup_printf ("/images/%" G_GUINT64_FORMAT, self->index);
      problem->image = g_strdup (draft->path);
      problem->n_images = 1;
      gw_problems_take (self->reader->problems, problem);
      return;
    }

  image = _gw_coco_document_get_image (self->document, draft->id, &place);
  if (image->path != NULL)
    {
      g_autofree char *id_text = gw_coco_id_to_text (draft->id);
      GwProblem *problem = gw_problem_new (
          GW_SEVERITY_WARNING, "id-duplicate",
          g_strdup_printf (_ ("Two images have the id %s. The labels of both belong to the first."), id_text));

      problem->outcome = GW_OUTCOME_LEFT_OUT;
      problem->file = g_strdup (self->document->file);
      problem->line = self->line;
      problem->pointer = g_strdup_printf ("/images/%" G_GUINT64_FORMAT, self->index);
      problem->image = g_strdup (draft->path);
      problem->n_images = 1;
      gw_problems_take (self->reader->problems, problem);
      return;
    }

  image->path = draft->path;
  image->width = draft->width;
  image->height = draft->height;
  image->line = (guint32) MIN (self->line, G_MAXUINT32);
  image->extra = store_extra (self, draft->id);
  g_array_append_val (self->document->order, place);
}

static gboolean
parse_image (GwCocoParser *self, GError **error)
{
  ImageDraft draft = { 0 };
  GwJsonToken token;

  gw_json_members_clear (self->extra);
  while ((token = gw_json_reader_next (self->json, error)) == GW_JSON_KEY)
    if (!parse_image_member (self, &draft, error))
      return FALSE;
  if (token == GW_JSON_ERROR)
    return FALSE;

  add_image (self, &draft);
  return TRUE;
}

/* --- categories ------------------------------------------------------------------ */

/* What of a category has no place in a class is kept by name, in the end in the head's bag. */
static void
keep_category_extra (GwCocoParser *self, GwClass *class)
{
  g_autofree char *text = NULL;

  if (gw_json_members_get_n (self->extra) == 0)
    return;
  text = gw_json_members_to_text (self->extra);
  gw_json_members_set (self->kept, gw_class_get_name (class), text, -1);
}

/* What files before have kept. (transfer full) */
static GwJsonMembers *
open_kept (const GwReader *reader)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (reader->head->bag, "coco");
  g_autofree char *raw = gw_json_members_dup (bag, "categories");
  GwJsonMembers *kept = raw != NULL ? gw_json_members_parse (raw, -1, NULL, NULL) : NULL;

  return kept != NULL ? kept : gw_json_members_new ();
}

static void
store_kept (GwReader *reader, const GwJsonMembers *kept)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (reader->head->bag, "coco");
  g_autofree char *all = gw_json_members_to_text (kept);
  char *replaced;

  if (gw_json_members_get_n (kept) == 0)
    return;
  gw_json_members_set (bag, "categories", all, -1);
  replaced = gw_json_members_put_bag (bag, reader->head->bag, "coco");
  g_free (reader->head->bag);
  reader->head->bag = replaced;
}

/* Takes "keypoints" and "skeleton" out of what is kept, unless nothing can be
 * made of them: then they are kept as they are.
 */
static void
take_skeleton (GwCocoParser *self, GwClass *class)
{
  gsize n_names = 0, n_edges = 0;
  const char *names = gw_json_members_get (self->extra, "keypoints", &n_names);
  const char *edges = gw_json_members_get (self->extra, "skeleton", &n_edges);
  g_autoptr (GwSkeleton) skeleton = NULL;
  g_autoptr (GError) error = NULL;
  GwSkeletonFaults faults;

  /* Other programs write empty lists where there is no skeleton. */
  if (names == NULL || (n_names >= 2 && names[0] == '[' && strspn (names + 1, " \t\r\n") == n_names - 2))
    return;
  skeleton = gw_skeleton_parse_json (names, n_names, edges, n_edges, &faults, &error);
  if (skeleton == NULL)
    {
      _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_KEPT, "skeleton-invalid", 0,
                       _ ("%s The class “%s” gets no skeleton."), error->message, gw_class_get_name (class));
      return;
    }
  if (gw_class_get_skeleton (class) != NULL && !gw_skeleton_equal (gw_class_get_skeleton (class), skeleton))
    {
      _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "skeleton-invalid", 0,
                       _ ("The class “%s” has two different skeletons. The first one was taken."),
                       gw_class_get_name (class));
      return;
    }
  if (faults.from_zero)
    _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "skeleton-invalid", 0,
                     _ ("The skeleton of “%s” counts its points from 0. It was read so; COCO counts from 1."),
                     gw_class_get_name (class));
  if (faults.n_bad_edges > 0)
    _gw_coco_report (
        self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "skeleton-invalid", 0,
        ngettext ("The skeleton of “%s” has %u line that does not join two of its points. It was left out.",
                  "The skeleton of “%s” has %u lines that do not join two of its points. "
                  "They were left out.",
                  faults.n_bad_edges),
        gw_class_get_name (class), faults.n_bad_edges);
  gw_class_set_skeleton (class, skeleton);
  gw_json_members_remove (self->extra, "keypoints");
  gw_json_members_remove (self->extra, "skeleton");
}

/* A supercategory that is no parent goes back as it was. */
static void
keep_parent (GwCocoParser *self, const char *name, const char *parent)
{
  g_autoptr (GString) quoted = g_string_new (NULL);
  g_autoptr (GwJsonWriter) writer = gw_json_writer_new_for_string (quoted, GW_JSON_WRITER_COMPACT);

  if (parent == NULL || !gw_coco_parent_is_none (name, parent))
    return;
  gw_json_writer_string (writer, parent);
  gw_json_writer_finish (writer, NULL);
  gw_json_members_set (self->extra, "supercategory", quoted->str, -1);
}

static void
add_category (GwCocoParser *self, GwCocoId id, const char *name, const char *parent)
{
  g_autofree char *id_text = gw_coco_id_to_text (id);
  GwCocoCategory *category;
  GwClass *class;

  category = _gw_coco_document_get_category (self->document, id, NULL);
  if (category->class_id != 0)
    {
      _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "id-duplicate", 0,
                       _ ("Two categories have the id %s. The first one was taken."), id_text);
      return;
    }

  class = _gw_reader_ensure_class (self->reader, name, id_text, self->declared, self->document->file, self->line);
  if (class == NULL)
    return;
  category->class_id = gw_class_get_id (class);
  take_skeleton (self, class);
  keep_parent (self, name, parent);
  keep_category_extra (self, class);

  /* Parents are made when all categories are known, so that they come after them. */
  if (!gw_coco_parent_is_none (name, parent) && !g_hash_table_contains (self->parents, class))
    g_hash_table_insert (self->parents, class, g_strdup (parent));
}

static gboolean
take_text (GwCocoParser *self, char **text, GError **error)
{
  GwJsonToken token = gw_json_reader_next (self->json, error);

  if (token == GW_JSON_ERROR)
    return FALSE;
  if (token != GW_JSON_STRING)
    return gw_json_reader_skip_value (self->json, error);

  g_free (*text);
  *text = g_strdup (gw_json_reader_get_string (self->json, NULL));
  return TRUE;
}

static gboolean
parse_category (GwCocoParser *self, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *parent = NULL;
  g_autoptr (GString) kept_text = g_string_new (NULL);
  GwCocoId id = { 0, NULL };
  gboolean has_id = FALSE;
  GwJsonToken token;

  gw_json_members_clear (self->extra);
  while ((token = gw_json_reader_next (self->json, error)) == GW_JSON_KEY)
    {
      g_autofree char *key = gw_json_reader_dup_string (self->json, error);
      g_autoptr (GError) failure = NULL;

      if (key == NULL)
        return FALSE;
      if (strcmp (key, "id") == 0)
        {
          has_id = _gw_coco_parse_id (self, &id, &failure);
          if (has_id && id.text != NULL)
            id.text = g_string_assign (kept_text, id.text)->str;
        }
      else if (strcmp (key, "name") == 0)
        take_text (self, &name, &failure);
      else if (strcmp (key, "supercategory") == 0)
        take_text (self, &parent, &failure);
      else
        _gw_coco_keep_extra (self, key, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }
  if (token == GW_JSON_ERROR)
    return FALSE;

  if (!has_id || name == NULL)
    _gw_coco_report (self, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, has_id ? "class-unknown" : "id-type", 0,
                     has_id ? _ ("A category has no name. It was left out.")
                            : _ ("A category has no id. It was left out."));
  else
    add_category (self, id, name, parent);
  return TRUE;
}

/* --- the document -------------------------------------------------------------------- */

typedef gboolean (*ElementFunc) (GwCocoParser *self, GError **error);

/* pointer (nullable): of the element */
static void
tell_repeats (GwCocoParser *self, const char *pointer)
{
  GwJsonRepeats repeats;

  if (!gw_json_reader_take_repeats (self->json, &repeats))
    return;
  _gw_reader_tell_repeats (self->reader, &repeats,
                           &(GwProblem) { .file = self->document->file,
                                          .pointer = (char *) pointer,
                                          .n_images = self->n_images,
                                          .n_labels = self->n_labels });
  self->n_images = self->n_labels = 0;
}

static void
tell_repeats_of_element (GwCocoParser *self)
{
  g_autofree char *pointer = g_strdup_printf ("%s/%" G_GUINT64_FORMAT, self->pointer, self->index);

  tell_repeats (self, pointer);
}

/* Reads the array after a key, each element of which must be an object. */
static gboolean
parse_array (GwCocoParser *self, const char *pointer, ElementFunc func, GError **error)
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
      if (token == GW_JSON_OBJECT_BEGIN)
        {
          if (!func (self, error))
            return FALSE;
        }
      else
        {
          _gw_coco_report (self, GW_SEVERITY_ERROR, GW_OUTCOME_LEFT_OUT, "value-type", 0,
                           _ ("An entry is not an object. It was left out."));
          if (!gw_json_reader_skip_value (self->json, error))
            return FALSE;
        }

      if (gw_json_reader_has_repeats (self->json))
        tell_repeats_of_element (self);
      if (++self->index % TELL_EVERY == 0)
        _gw_reader_tell (self->reader, gw_json_reader_get_offset (self->json));
    }

  return TRUE;
}

/* "info" and "licenses" go back into an export, those of the first file that has them. */
static gboolean
keep_in_head (GwCocoParser *self, const char *key, gboolean again, GError **error)
{
  GwRecordHead *head = self->reader->head;
  g_autoptr (GwJsonMembers) bag = NULL;
  gsize length;
  const char *raw = gw_json_reader_take_raw (self->json, &length, error);
  char *replaced;

  if (raw == NULL)
    return FALSE;
  bag = gw_json_members_open_bag (head->bag, "coco");
  if ((gw_json_members_get (bag, key, NULL) != NULL && !again) || !gw_json_is_proper (raw, length))
    return TRUE;

  gw_json_members_set (bag, key, raw, (gssize) length);
  replaced = gw_json_members_put_bag (bag, head->bag, "coco");
  g_free (head->bag);
  head->bag = replaced;

  return TRUE;
}

/* The members of the document that have a place. */
typedef enum
{
  TOP_IMAGES,
  TOP_ANNOTATIONS,
  TOP_CATEGORIES,
  TOP_INFO,
  TOP_LICENSES,
  N_TOPS
} Top;

/* The last one counts (spec formats 15.6). */
static void
forget_top (GwCocoParser *self, Top top)
{
  GwCocoDocument *document = self->document;

  if (top == TOP_IMAGES)
    {
      self->n_images += document->order->len;
      _gw_coco_document_forget_images (document);
    }
  else if (top == TOP_ANNOTATIONS)
    {
      self->n_labels += (guint) MIN (document->n_annotations, G_MAXUINT);
      _gw_coco_document_forget_annotations (document);
      g_array_set_size (self->ids, 0);
    }
  else if (top == TOP_CATEGORIES)
    {
      _gw_coco_document_forget_categories (document);
      g_hash_table_remove_all (self->declared);
    }
}

static gboolean
parse_top_member (GwCocoParser *self, GError **error)
{
  static const char *const keys[N_TOPS] = { "images", "annotations", "categories", "info", "licenses" };
  g_autofree char *key = gw_json_reader_dup_string (self->json, error);
  guint top = 0;
  gboolean again;

  if (key == NULL)
    return FALSE;
  while (top < N_TOPS && strcmp (key, keys[top]) != 0)
    top++;
  again = top < N_TOPS && (self->seen & 1u << top) != 0;
  if (again)
    forget_top (self, (Top) top);
  tell_repeats (self, NULL);
  self->seen |= 1u << top;

  switch (top)
    {
    case TOP_IMAGES:
      return parse_array (self, "/images", parse_image, error);
    case TOP_ANNOTATIONS:
      return parse_array (self, "/annotations", _gw_coco_parse_annotation, error);
    case TOP_CATEGORIES:
      return parse_array (self, "/categories", parse_category, error);
    case TOP_INFO:
    case TOP_LICENSES:
      if (!keep_in_head (self, key, again, error))
        return FALSE;
      break;
    default:
      if (!gw_json_reader_skip_value (self->json, error))
        return FALSE;
      break;
    }
  tell_repeats (self, NULL);
  return TRUE;
}

static gboolean
parse_document (GwCocoParser *self, GError **error)
{
  GwJsonToken token = gw_json_reader_next (self->json, error);

  if (token == GW_JSON_ARRAY_BEGIN)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED,
                   _ ("The file is a list, as results of a model are. Read it as “coco-results”."));
      return FALSE;
    }
  if (token != GW_JSON_OBJECT_BEGIN)
    {
      if (token != GW_JSON_ERROR)
        g_set_error (error, GW_ERROR, GW_ERROR_INVALID, _ ("A COCO file begins with “{”."));
      return FALSE;
    }

  while ((token = gw_json_reader_next (self->json, error)) == GW_JSON_KEY)
    if (!parse_top_member (self, error))
      return FALSE;
  if (token == GW_JSON_ERROR || gw_json_reader_next (self->json, error) == GW_JSON_ERROR)
    return FALSE;

  if ((self->seen & (1u << TOP_IMAGES | 1u << TOP_ANNOTATIONS)) == 0)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED, _ ("The file has neither “images” nor “annotations”."));
      return FALSE;
    }
  return TRUE;
}

static int
compare_uses (gconstpointer a, gconstpointer b)
{
  const GwCocoIdUse *one = a, *two = b;

  if (one->id != two->id)
    return one->id < two->id ? -1 : 1;
  return one->index < two->index ? -1 : one->index > two->index;
}

/* Ids of annotations that are used twice; files in order are not sorted. */
static void
report_duplicate_ids (GwCocoParser *self)
{
  GArray *ids = self->ids;
  gboolean sorted = TRUE;

  for (guint i = 1; i < ids->len && sorted; i++)
    sorted = g_array_index (ids, GwCocoIdUse, i - 1).id < g_array_index (ids, GwCocoIdUse, i).id;
  if (sorted)
    return;

  g_array_sort (ids, compare_uses);
  self->pointer = "/annotations";
  for (guint i = 1; i < ids->len; i++)
    {
      const GwCocoIdUse *use = &g_array_index (ids, GwCocoIdUse, i);

      if (use->id != g_array_index (ids, GwCocoIdUse, i - 1).id)
        continue;
      self->index = use->index;
      self->line = use->line;
      _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_CHANGED, "id-duplicate", 0,
                       _ ("The id %" PRId64 " is used by another annotation. This one gets a new id."), use->id);
    }
}

GwCocoDocument *
gw_coco_document_read (GwReader *reader, const char *file, const char *split, GHashTable *parents,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (GwCocoDocument) document = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GwJsonReader) json = NULL;
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);
  g_autoptr (GwJsonMembers) extra = gw_json_members_new ();
  g_autoptr (GwJsonMembers) kept = open_kept (reader);
  g_autoptr (GString) id_text = g_string_new (NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (GwCocoIdUse));
  GwCocoParser parser = { .reader = reader,
                          .pointer = "",
                          .declared = declared,
                          .parents = parents,
                          .ids = ids,
                          .extra = extra,
                          .kept = kept,
                          .id_text = id_text };
  gboolean done;

  stream = _gw_reader_open_file (file, NULL, error);
  if (stream == NULL)
    return NULL;

  document = _gw_coco_document_new (file, split);
  json = gw_json_reader_new (stream, cancellable);
  gw_json_reader_set_non_finite (json, TRUE);
  gw_json_reader_watch_keys (json);
  parser.document = document;
  parser.json = json;
  parser.annotation = _gw_coco_annotation_new ();

  done = parse_document (&parser, error);
  _gw_coco_annotation_free (parser.annotation);
  if (!done)
    {
      _gw_reader_fail_json (reader, file, gw_json_reader_get_line (json), error);
      return NULL;
    }
  store_kept (reader, kept);
  report_duplicate_ids (&parser);
  _gw_coco_document_group (document);

  return g_steal_pointer (&document);
}
