/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

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

static gboolean
keep_top (GwCocoParser *self, const char *key, GError **error)
{
  gsize length;
  const char *raw = gw_json_reader_take_raw (self->json, &length, error);

  if (raw == NULL)
    return FALSE;
  if (gw_json_is_proper (raw, length))
    gw_json_members_set (self->top, key, raw, (gssize) length);

  return TRUE;
}

/* What a file before has said of itself stays. */
static void
store_top (GwReader *reader, const GwJsonMembers *top)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (reader->head->bag, "coco");
  char *replaced;

  for (guint i = 0; i < gw_json_members_get_n (top); i++)
    {
      const char *raw;
      gsize length;
      const char *key = gw_json_members_get_at (top, i, &raw, &length);

      if (gw_json_members_get (bag, key, NULL) == NULL)
        gw_json_members_set (bag, key, raw, (gssize) length);
    }
  replaced = gw_json_members_put_bag (bag, reader->head->bag, "coco");
  g_free (reader->head->bag);
  reader->head->bag = replaced;
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
  GHashTableIter iter;
  gpointer class;

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
      g_hash_table_iter_init (&iter, self->declared);
      while (g_hash_table_iter_next (&iter, &class, NULL))
        g_hash_table_remove (self->parents, class);
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
      return parse_array (self, "/images", _gw_coco_parse_image, error);
    case TOP_ANNOTATIONS:
      return parse_array (self, "/annotations", _gw_coco_parse_annotation, error);
    case TOP_CATEGORIES:
      return parse_array (self, "/categories", _gw_coco_parse_category, error);
    case TOP_INFO:
    case TOP_LICENSES:
      if (!keep_top (self, key, error))
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
  g_autoptr (GwJsonMembers) top = gw_json_members_new ();
  g_autoptr (GString) id_text = g_string_new (NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (GwCocoIdUse));
  GwCocoParser parser = { .reader = reader,
                          .pointer = "",
                          .declared = declared,
                          .parents = parents,
                          .ids = ids,
                          .extra = extra,
                          .kept = kept,
                          .top = top,
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
  if (gw_json_members_get_n (top) > 0)
    store_top (reader, top);
  report_duplicate_ids (&parser);
  _gw_coco_document_group (document);

  return g_steal_pointer (&document);
}
