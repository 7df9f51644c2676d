/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-table-join.h"

#include <math.h>
#include <glib/gi18n.h>

#include "gw-reader-private.h"

/* So many records are gone through between two looks at how far it is. */
#define RECORDS_A_STEP 4096

/* How often all records are gone through, at most. */
#define TIMES 5

/* The records of an image. */
typedef struct
{
  guint first, last; /* their places */
  guint n;
} Place;

typedef struct
{
  GwReader *reader;
  GPtrArray *records;
  GArray *next;       /* guint: of each of them the place of the next one of its image, if any */
  GHashTable *images; /* path -> Place */
  GHashTable *index;  /* “model\nannotator\npath” -> 1 + its place */
  GQueue order;       /* of paths: the images, in an order that is that of each table */
  GHashTable *links;  /* path (owned) -> its link in order */
  gboolean predictions;
  GCancellable *cancellable;
  guint64 before; /* what the work had done */
  guint64 way;
  gsize n_steps, n_done;
} Joining;

/* One of them is done. FALSE where it was cancelled. */
static gboolean
step (Joining *joining, GError **error)
{
  GwWork *work = joining->reader->options.work;

  if (++joining->n_done % RECORDS_A_STEP != 0)
    return TRUE;
  if (work != NULL)
    gw_work_set_done (work,
                      joining->before
                          + (guint64) ((double) joining->way * (double) joining->n_done / (double) joining->n_steps));

  return !g_cancellable_set_error_if_cancelled (joining->cancellable, error);
}

static char *
make_key (const GwRecord *record)
{
  return g_strdup_printf ("%s\n%s\n%s", record->model != NULL ? record->model : "",
                          record->annotator != NULL ? record->annotator : "", record->path);
}

static void
add_record (Joining *joining, GwRecord *record, char *key)
{
  const guint here = joining->records->len, none = 0;
  Place *place = g_hash_table_lookup (joining->images, record->path);

  if (place == NULL)
    {
      place = g_new0 (Place, 1);
      place->first = here;
      g_hash_table_insert (joining->images, g_strdup (record->path), place);
    }
  else
    {
      g_array_index (joining->next, guint, place->last) = here;
    }
  place->last = here;
  place->n++;
  g_array_append_val (joining->next, none);
  g_ptr_array_add (joining->records, record);
  g_hash_table_insert (joining->index, key, GUINT_TO_POINTER (joining->records->len));
}

static void
report (const Joining *joining, GwSeverity severity, const char *code, const GwRecord *record, const char *detail,
        guint n_labels, const char *text)
{
  gw_problems_report (joining->reader->problems,
                      &(GwProblem) { .severity = severity,
                                     .outcome = GW_OUTCOME_LEFT_OUT,
                                     .code = code,
                                     .file = record->source != NULL ? record->source : joining->reader->source,
                                     .line = record->line,
                                     .image = record->path,
                                     .detail = (char *) detail,
                                     .text = (char *) text,
                                     .n_labels = n_labels });
}

/* class -> 1 + its place. (transfer full) */
static GHashTable *
index_classes (const GArray *labels)
{
  GHashTable *index = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < labels->len; i++)
    g_hash_table_insert (index, &g_array_index (labels, GwLabel, i).class_id, GUINT_TO_POINTER (i + 1));

  return index;
}

static gboolean
same_value (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/* What the other says of classes goes over; of a class that was there the first value counts. */
static void
overlay (const Joining *joining, GArray **to, GArray **from, const GwRecord *other)
{
  g_autoptr (GHashTable) index = NULL;
  g_autoptr (GArray) all = NULL;
  guint n_other = 0;

  if (*from == NULL || (*from)->len == 0)
    return;
  if (*to == NULL || (*to)->len == 0)
    {
      g_clear_pointer (to, g_array_unref);
      *to = g_steal_pointer (from);
      return;
    }
  index = index_classes (*to);
  all = g_array_copy (*to);
  for (guint i = 0; i < (*from)->len; i++)
    {
      const GwLabel *label = &g_array_index (*from, GwLabel, i);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (index, &label->class_id));

      if (place == 0)
        g_array_append_vals (all, label, 1);
      else if (same_value (g_array_index (*to, GwLabel, place - 1).confidence, label->confidence))
        joining->reader->counts.labels--;
      else
        n_other++;
    }
  g_array_unref (*to);
  *to = g_steal_pointer (&all);
  if (n_other > 0)
    report (joining, GW_SEVERITY_ERROR, "row-duplicate", other, NULL, n_other,
            _ ("Another table of the folder has other values for the same classes of the image, and counts. Those of "
               "this one were left out."));
}

/* What does not tell what the image holds. */
static void
carry_over (const Joining *joining, GwRecord *record, GwRecord *other)
{
  if (record->width == 0 || record->height == 0)
    {
      record->width = other->width;
      record->height = other->height;
    }
  if (record->split == NULL)
    record->split = g_steal_pointer (&other->split);
  if (record->bag == NULL)
    record->bag = g_steal_pointer (&other->bag);
  record->modified = MAX (record->modified, other->modified);
  if (gw_record_add_attributes (record, other) > 0)
    report (joining, GW_SEVERITY_WARNING, "attribute-differs", other, NULL, 0,
            _ ("An attribute of the image has another value in a second place. The first one was taken."));
}

static gboolean
same_classes (const GArray *a, const GArray *b)
{
  g_autoptr (GHashTable) index = a->len == b->len ? index_classes (a) : NULL;

  for (guint i = 0; index != NULL && i < b->len; i++)
    if (!g_hash_table_contains (index, &g_array_index (b, GwLabel, i).class_id))
      return FALSE;
  return index != NULL;
}

/* An image has one truth, which is not counted among the labels that were read. */
static void
leave_truth_out (const Joining *joining, const GwRecord *record, const GArray *first, const GArray *truth)
{
  if (same_classes (first, truth))
    return;
  joining->reader->counts.labels += truth->len;
  report (joining, GW_SEVERITY_WARNING, "truth-differs", record, NULL, truth->len,
          _ ("The image had another true class before, which counts."));
}

/* All that the other says goes over. */
static void
merge (const Joining *joining, GwRecord *record, GwRecord *other)
{
  overlay (joining, &record->labels, &other->labels, other);
  overlay (joining, &record->scores, &other->scores, other);
  if (record->truth == NULL)
    record->truth = g_steal_pointer (&other->truth);
  else if (other->truth != NULL)
    leave_truth_out (joining, other, record->truth, other->truth);
  for (guint i = 0; i < other->objects->len; i++)
    g_ptr_array_add (record->objects, g_object_ref (g_ptr_array_index (other->objects, i)));
  if (record->annotator == NULL)
    record->annotator = g_steal_pointer (&other->annotator);
  if (record->model == NULL)
    record->model = g_steal_pointer (&other->model);
  carry_over (joining, record, other);
  record->labeled = record->labeled || other->labeled;
  gw_record_free (other);
}

/* 1 + the place of the record that another one of the same image belongs to: by the same model
 * or person, or one of the two is nobody's and there is no choice. 0: none.
 */
static guint
find_place (const Joining *joining, const GwRecord *record, const char *key)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (joining->index, key));
  const Place *image = g_hash_table_lookup (joining->images, record->path);
  const GwRecord *only;

  if (place > 0 || image == NULL || image->n != 1)
    return place;
  only = g_ptr_array_index (joining->records, image->first);

  return (record->model == NULL && record->annotator == NULL) || (only->model == NULL && only->annotator == NULL)
             ? image->first + 1
             : 0;
}

static void
insert_before (Joining *joining, GList *link, GPtrArray *paths)
{
  for (guint i = 0; i < paths->len; i++)
    {
      char *path = g_ptr_array_index (paths, i);

      if (link != NULL)
        g_queue_insert_before (&joining->order, link, path);
      else
        g_queue_push_tail (&joining->order, path);
      g_hash_table_insert (joining->links, path, link != NULL ? link->prev : joining->order.tail);
    }
  g_ptr_array_set_size (paths, 0);
}

/* Images that are new stand before the next one that is known. So each table that was written
 * from one list of images is written in its order again.
 */
static gboolean
note_order (Joining *joining, const GwTablePart *part, GError **error)
{
  g_autoptr (GPtrArray) pending = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < part->records->len; i++)
    {
      const char *path = ((const GwRecord *) g_ptr_array_index (part->records, i))->path;
      GList *link = g_hash_table_lookup (joining->links, path);

      if (link != NULL)
        insert_before (joining, link, pending);
      else if (g_hash_table_add (seen, (gpointer) path))
        g_ptr_array_add (pending, g_strdup (path));
      ok = step (joining, error);
    }
  insert_before (joining, NULL, pending);

  return ok;
}

/* Those of an image stay in the order in which they came. */
static gboolean
order_records (Joining *joining, GError **error)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&joining->records);
  gboolean ok = TRUE;

  joining->records = g_ptr_array_new_full (before->len, (GDestroyNotify) gw_record_free);
  for (GList *link = joining->order.head; ok && link != NULL; link = link->next)
    {
      const Place *place = g_hash_table_lookup (joining->images, link->data);
      guint at = place != NULL ? place->first : 0;

      for (guint i = 0; place != NULL && i < place->n; i++)
        {
          g_ptr_array_add (joining->records, g_steal_pointer (&g_ptr_array_index (before, at)));
          at = g_array_index (joining->next, guint, at);
        }
      ok = step (joining, error);
    }
  if (!ok)
    _gw_reader_let_go (g_steal_pointer (&before));

  return ok;
}

/* Labels of people are what is true where there are predictions; boxes without scores are those
 * of a model that gives none.
 */
static gboolean
is_true (const Joining *joining, const GwTablePart *part, const GwRecord *record)
{
  return joining->predictions && part->of_labels && (!part->predictions || record->annotator != NULL);
}

/* All that is not what is true. */
static gboolean
take_part (Joining *joining, GwTablePart *part, GError **error)
{
  for (guint i = 0; i < part->records->len; i++)
    {
      GwRecord *record = g_ptr_array_index (part->records, i);
      g_autofree char *key = make_key (record);
      guint place = find_place (joining, record, key);
      GwRecord *found = place > 0 ? g_ptr_array_index (joining->records, place - 1) : NULL;

      if (!step (joining, error))
        return FALSE;
      if (is_true (joining, part, record))
        continue;
      g_ptr_array_index (part->records, i) = NULL;
      if (found == NULL)
        {
          add_record (joining, record, g_steal_pointer (&key));
          continue;
        }
      merge (joining, found, record);
      g_hash_table_insert (joining->index, make_key (found), GUINT_TO_POINTER (place));
    }

  return TRUE;
}

/* --- what is true beside predictions ------------------------------------------------------- */

/* A truth is nobody's. */
static void
tell_author (const Joining *joining, const GwRecord *record)
{
  if (record->annotator != NULL)
    report (joining, GW_SEVERITY_INFO, "loss-author", record, record->annotator, 0,
            _ ("The label is what is true beside predictions, and nobody’s. The name is left out."));
}

/* Labels of people, which is all that is left, become truths; an image has one. */
static gboolean
turn_to_truths (Joining *joining, GwTablePart *part, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) records = g_steal_pointer (&part->records);

  part->records = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
  for (guint i = 0; i < records->len; i++)
    {
      GwRecord *record = g_ptr_array_index (records, i);
      GwRecord *first;

      if (!step (joining, error))
        {
          _gw_reader_let_go (g_steal_pointer (&records));
          return FALSE;
        }
      if (record == NULL)
        continue;
      first = g_hash_table_lookup (seen, record->path);
      joining->reader->counts.labels -= record->labels->len;
      if (joining->reader->options.truth == GW_TRUTH_IGNORE)
        continue;
      tell_author (joining, record);
      if (first != NULL)
        {
          leave_truth_out (joining, record, first->truth, record->labels);
          carry_over (joining, first, record);
          continue;
        }
      record->truth = g_steal_pointer (&record->labels);
      record->labels = g_array_new (FALSE, FALSE, sizeof (GwLabel));
      record->labeled = FALSE;
      g_clear_pointer (&record->annotator, g_free);
      g_ptr_array_add (part->records, record);
      g_ptr_array_index (records, i) = NULL;
      g_hash_table_insert (seen, record->path, record);
    }

  return TRUE;
}

/* A truth goes to the first record of its image, whoever's that is. */
static gboolean
take_truths (Joining *joining, GwTablePart *part, GError **error)
{
  gboolean ok = TRUE;

  for (guint i = 0; ok && i < part->records->len; i++)
    {
      GwRecord *record = g_steal_pointer (&g_ptr_array_index (part->records, i));
      const Place *image = g_hash_table_lookup (joining->images, record->path);
      GwRecord *first = image != NULL ? g_ptr_array_index (joining->records, image->first) : NULL;

      if (first == NULL)
        add_record (joining, record, make_key (record));
      else
        merge (joining, first, record);
      ok = step (joining, error);
    }

  return ok;
}

static gboolean
join (Joining *joining, GwTablePart *parts, guint n, GError **error)
{
  GwRecordHead *head = joining->reader->head;

  for (guint i = 0; i < n; i++)
    {
      joining->predictions = joining->predictions || parts[i].predictions;
      if (!note_order (joining, &parts[i], error))
        return FALSE;
    }
  /* What people say comes when it is known whose predictions there are. */
  for (guint i = 0; i < n; i++)
    if (!take_part (joining, &parts[i], error))
      return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!turn_to_truths (joining, &parts[i], error))
        return FALSE;
      head->truths = head->truths || parts[i].records->len > 0;
      if (!take_truths (joining, &parts[i], error))
        return FALSE;
    }
  head->predictions = joining->predictions;

  return order_records (joining, error);
}

GPtrArray *
gw_table_join (GwReader *reader, GwTablePart *parts, guint n, guint64 way, GCancellable *cancellable, GError **error)
{
  GwWork *work = reader->options.work;
  g_autoptr (GHashTable) images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (guint));
  Joining joining = { .reader = reader,
                      .next = next,
                      .images = images,
                      .index = index,
                      .links = links,
                      .cancellable = cancellable,
                      .way = way };
  GwWorkStatus status;
  gboolean ok;

  if (work != NULL)
    {
      gw_work_get_status (work, &status, NULL);
      joining.before = status.done;
    }
  for (guint i = 0; i < n; i++)
    joining.n_steps += TIMES * (gsize) parts[i].records->len;
  joining.records = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
  g_queue_init (&joining.order);
  ok = join (&joining, parts, n, error);
  g_queue_clear (&joining.order);
  if (ok)
    {
      if (work != NULL)
        gw_work_set_done (work, joining.before + way);
      return joining.records;
    }
  _gw_reader_let_go (joining.records);

  return NULL;
}
