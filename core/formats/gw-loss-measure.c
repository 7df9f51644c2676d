/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-loss-measure.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "gw-formats.h"
#include "gw-json-members.h"
#include "gw-manifest-keys.h"
#include "gw-mask-table.h"
#include "gw-number.h"
#include "gw-palette.h"
#include "gw-path.h"
#include "gw-reader-private.h"
#include "gw-writer-private.h"

struct _GwLossMeasure
{
  const GwFormat *format;
  const GwRecordHead *head;
  GwWriteOptions options;
  GwProblems *problems;
  gpointer losses;       /* (nullable): the format's own, of losses_new() */
  GHashTable *columns;   /* (nullable): set of names of attributes of images, where only these have a place */
  GHashTable *shared;    /* (nullable): path -> GStrv, the attributes that all who label the image share, those of its
                          * first record; NULL where it has none */
  GHashTable *used;      /* (nullable): set of ids of classes (gint64) that something has; only where it matters */
  gboolean has_scores;   /* of classes */
  gboolean has_branches; /* a label of an image is below another class */
  guint64 n_split;       /* images that are in a split that readers know */
  guint64 n_unsplit;     /* and with a class that are in none */
  char *target;          /* (nullable): that has yet to be settled */
  GPtrArray *held;       /* of GwRecord: that came before it was */
  gboolean has_ended;
};

GwLossMeasure *
gw_loss_measure_new (const GwFormat *format, const GwRecordHead *head, const GwWriteOptions *options,
                     GwProblems *problems)
{
  GwLossMeasure *self = g_new0 (GwLossMeasure, 1);

  self->format = format;
  self->head = head;
  if (options != NULL)
    self->options = *options;
  self->problems = gw_problems_ref (problems);
  if (format->losses_new != NULL)
    self->losses = format->losses_new (head, &self->options);
  if ((format->flags & GW_FORMAT_SHARES_ATTRIBUTES) != 0 && (head->answers || head->models))
    self->shared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  if ((format->class_parts & GW_CLASS_PART_UNUSED) == 0)
    self->used = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

void
gw_loss_measure_free (GwLossMeasure *self)
{
  if (self == NULL)
    return;

  if (self->losses != NULL)
    self->format->losses_free (self->losses);
  g_clear_pointer (&self->columns, g_hash_table_unref);
  g_clear_pointer (&self->shared, g_hash_table_unref);
  g_clear_pointer (&self->used, g_hash_table_unref);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_free (self->target);
  gw_problems_unref (self->problems);
  g_free (self);
}

/* --- images -------------------------------------------------------------------- */

gboolean
gw_format_can_name (const GwFormat *format, const GwRecord *record)
{
  return record->path == NULL || (format->flags & GW_FORMAT_NAMES_ARE_FILES) != 0
         || g_utf8_validate (record->path, -1, NULL);
}

static void
report_name (GwLossMeasure *self, const GwRecord *record)
{
  g_autofree char *shown = gw_path_display (record->path, -1);

  gw_problems_report (self->problems,
                      &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                     .outcome = GW_OUTCOME_LEFT_OUT,
                                     .code = "loss-name",
                                     .image = shown,
                                     .text = (char *) _ ("The name of the image is not UTF-8, which the format needs. "
                                                         "The image is left out. Rename it."),
                                     .n_images = 1,
                                     .n_labels = (guint) gw_record_count_labels (record) });
}

static void
report_image (GwLossMeasure *self, const GwRecord *record, const char *code, GwOutcome outcome, const char *text)
{
  gw_problems_report (self->problems, &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                                     .outcome = outcome,
                                                     .code = code,
                                                     .image = record->path,
                                                     .n_images = outcome == GW_OUTCOME_LEFT_OUT ? 1 : 0,
                                                     .text = (char *) text });
}

static void
report_unlisted (GwLossMeasure *self, const GwRecord *record)
{
  report_image (self, record, "loss-image", GW_OUTCOME_LEFT_OUT,
                record->labeled ? _ ("The format lists images that have something in them. This one has nothing and is "
                                     "left out.")
                                : _ ("The format lists images that were labeled. This one was not and is left out."));
}

/* An image that holds nothing, looked at or not. */
static void
measure_empty (GwLossMeasure *self, const GwRecord *record)
{
  switch (self->format->empty_images)
    {
    case GW_EMPTY_IMAGES_BECOME_UNLABELED:
      if (record->labeled)
        report_image (self, record, "loss-negative", GW_OUTCOME_CHANGED,
                      _ ("The format does not tell an image in which nothing was found from one that nobody looked at. "
                         "It will be read as not labeled."));
      break;
    case GW_EMPTY_IMAGES_BECOME_NEGATIVE:
      if (!record->labeled)
        report_image (self, record, "loss-negative", GW_OUTCOME_CHANGED,
                      _ ("The format does not tell an image that nobody looked at from one in which nothing was found. "
                         "It will be read as having nothing in it."));
      break;
    case GW_EMPTY_IMAGES_LABELED_ONLY:
      if (!record->labeled)
        report_unlisted (self, record);
      break;
    case GW_EMPTY_IMAGES_BY_PICTURE:
      if (!record->labeled && self->options.copy == GW_COPY_NONE)
        report_unlisted (self, record);
      break;
    case GW_EMPTY_IMAGES_LEFT_OUT:
      report_unlisted (self, record);
      break;
    case GW_EMPTY_IMAGES_KEPT:
    default:
      break;
    }
}

/* --- records ------------------------------------------------------------------- */

static void
note_use (GwLossMeasure *self, gint64 class_id)
{
  if (!g_hash_table_contains (self->used, &class_id))
    g_hash_table_add (self->used, g_memdup2 (&class_id, sizeof class_id));
}

static void
note_classes (GwLossMeasure *self, const GwRecord *record)
{
  for (guint i = 0; i < record->labels->len; i++)
    {
      const gint64 class_id = g_array_index (record->labels, GwLabel, i).class_id;

      if (self->used != NULL)
        note_use (self, class_id);
      if (!self->has_branches)
        {
          GwClass *class = gw_record_head_find_class (self->head, class_id);

          self->has_branches = class != NULL && gw_class_get_parent_id (class) != 0;
        }
    }
  for (guint i = 0; self->used != NULL && i < record->objects->len; i++)
    note_use (self, gw_object_get_class_id (g_ptr_array_index (record->objects, i)));
  self->has_scores = self->has_scores || (record->scores != NULL && record->scores->len > 0);
}

/* Set aside, which is neither looked at nor waiting. */
static void
measure_skipped (GwLossMeasure *self, const GwRecord *record)
{
  if (record->skipped && (self->format->flags & GW_FORMAT_HOLDS_SKIPPED) == 0)
    gw_problems_report (self->problems,
                        &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                       .code = "loss-skipped",
                                       .image = record->path,
                                       .text = (char *) _ ("The format does not tell which images were skipped. That "
                                                           "is left out.") });
}

static void
report_attributes (const GwLossMeasure *self, const GwRecord *record, const char *text)
{
  gw_problems_report (self->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                     .outcome = GW_OUTCOME_LEFT_OUT,
                                                     .code = "loss-attributes",
                                                     .image = record->path,
                                                     .text = (char *) text });
}

/* The columns are listed once, as there may be thousands. */
static GHashTable *
ensure_columns (GwLossMeasure *self)
{
  if (self->columns == NULL)
    {
      g_autofree char **names = self->format->list_attributes (self->head);

      self->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (gsize i = 0; names[i] != NULL; i++)
        g_hash_table_add (self->columns, names[i]);
    }
  return self->columns;
}

/* Attributes that have no column, and empty ones, which a cell does not tell from none. */
static gboolean
misses_columns (GwLossMeasure *self, const GwRecord *record)
{
  GHashTable *columns = ensure_columns (self);

  for (gsize i = 0; record->attributes[i] != NULL; i += 2)
    if (record->attributes[i + 1][0] == '\0' || !g_hash_table_contains (columns, record->attributes[i]))
      return TRUE;
  return FALSE;
}

/* Whether the record says something else of the image than its first one did. */
static gboolean
misses_shared (GwLossMeasure *self, const GwRecord *record)
{
  gpointer first = NULL;
  GwRecord other = { 0 };

  if (!g_hash_table_lookup_extended (self->shared, record->path, NULL, &first))
    {
      g_hash_table_insert (self->shared, g_strdup (record->path), g_strdupv (record->attributes));
      return FALSE;
    }
  other.attributes = first;
  for (gsize i = 0; record->attributes != NULL && record->attributes[i] != NULL; i += 2)
    {
      const char *name = record->attributes[i], *value = record->attributes[i + 1];

      if (g_strcmp0 (gw_record_get_attribute (&other, name), value) != 0
          && (self->format->tells_attribute == NULL || !self->format->tells_attribute (record, name, value)))
        return TRUE;
    }
  return FALSE;
}

/* What is known of the image itself. */
static void
measure_attributes (GwLossMeasure *self, const GwRecord *record)
{
  if (self->shared != NULL && misses_shared (self, record))
    report_attributes (self, record,
                       _ ("The format has one value of an attribute of an image, whoever gave it. Others are left "
                          "out."));
  if (record->attributes == NULL)
    return;
  if ((self->format->flags & GW_FORMAT_HOLDS_ATTRIBUTES) == 0)
    report_attributes (self, record, _ ("The format has no attributes of images. They are left out."));
  else if (self->format->list_attributes != NULL && misses_columns (self, record))
    report_attributes (self, record,
                       _ ("Tables have no column for an attribute of the image: it is empty, another column has its "
                          "name, or nobody knew of it when the table began. It is left out."));
}

/* What stands beside the labels of people. */
static void
measure_models (GwLossMeasure *self, const GwRecord *record)
{
  if (record->model != NULL && self->head->models && (self->format->flags & GW_FORMAT_HOLDS_PEOPLE) == 0)
    gw_problems_report (self->problems,
                        &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                       .code = "loss-author",
                                       .image = record->path,
                                       .detail = record->model,
                                       .text = (char *) _ ("The format does not tell which of several models has "
                                                           "labeled an image. Names are left out.") });
  if (record->truth != NULL && record->truth->len > 0 && (self->format->flags & GW_FORMAT_HOLDS_TRUTH) == 0)
    gw_problems_report (self->problems,
                        &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                       .outcome = GW_OUTCOME_LEFT_OUT,
                                       .code = "loss-truth",
                                       .image = record->path,
                                       .text = (char *) _ ("The format has no true classes beside predictions. They "
                                                           "are left out.") });
}

static void
take (GwLossMeasure *self, const GwRecord *record)
{
  if (record->path == NULL)
    return;
  if (!gw_format_can_name (self->format, record))
    {
      report_name (self, record);
      return;
    }

  note_classes (self, record);
  if (record->split != NULL && _gw_reader_is_split_name (record->split))
    self->n_split++;
  else if (record->labels->len > 0)
    self->n_unsplit++;
  if (record->objects->len == 0 && record->labels->len == 0)
    measure_empty (self, record);
  measure_skipped (self, record);
  measure_attributes (self, record);
  if (self->format->measure_loss != NULL)
    self->format->measure_loss (self->head, record, &self->options, self->problems);
  else if (self->losses != NULL)
    self->format->losses_take (self->losses, record, self->problems);
  measure_models (self, record);
}

void
gw_loss_measure_set_target (GwLossMeasure *self, const char *target)
{
  if (self->format->settle == NULL || target == NULL)
    return;

  self->target = g_strdup (target);
  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_record_free);
}

/* record NULL: there are no more. */
static gboolean
settle (GwLossMeasure *self, const GwRecord *record)
{
  g_autoptr (GPtrArray) held = NULL;

  if (self->target == NULL)
    return TRUE;
  if (!self->format->settle (self->head, record, self->target, &self->options) && record != NULL)
    {
      g_ptr_array_add (self->held, gw_record_copy (record));
      return FALSE;
    }

  g_clear_pointer (&self->target, g_free);
  held = g_steal_pointer (&self->held);
  for (guint i = 0; i < held->len; i++)
    take (self, g_ptr_array_index (held, i));
  return TRUE;
}

void
gw_loss_measure_take (GwLossMeasure *self, const GwRecord *record)
{
  if (settle (self, record))
    take (self, record);
}

/* --- classes -------------------------------------------------------------------- */

/* Colors that classes get by themselves, so that nobody misses them: those of the palette,
 * and beyond it those that are sought in turn.
 */
static gboolean
is_own_color (GwLossMeasure *self, guint32 color)
{
  /* Some may be of classes that have gone. */
  return gw_palette_comes_in_turn (color, MIN (self->head->classes->len + GW_PALETTE_SIZE, GW_PALETTE_APART));
}

/* Colors that follow from the number of a class in masks, by the rule of Pascal VOC: those that
 * its masks, and ours, have unless a person chose others.
 */
static gboolean
is_mask_color (GwClass *class, guint place, guint32 color)
{
  const char *const sources[] = { gw_format_semantic_png.name, gw_format_voc_masks.name };
  const int index = gw_voc_palette_find (color);

  if (index <= 0)
    return FALSE;
  if (index == (int) place + 1 || (index == GW_MASK_VOID && gw_mask_name_is_void (gw_class_get_name (class))))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      const char *id = NULL, *name = NULL;
      gint64 number;

      if (gw_class_get_alias (class, sources[i], &id, &name) && id != NULL && gw_number_parse_int64 (id, -1, &number)
          && number == index)
        return TRUE;
    }

  return FALSE;
}

/* Keys that classes get by themselves: the number of their place. */
static gboolean
is_own_key (const char *key, guint place)
{
  return place < 9 && key[0] == (char) ('1' + place) && key[1] == '\0';
}

/* What a person has set of a class. */
static GwClassParts
find_parts (GwLossMeasure *self, guint place)
{
  const GwRecordHead *head = self->head;
  GwClass *class = g_ptr_array_index (head->classes, place);
  const guint32 color = gw_class_get_color (class) & 0xffffff;
  GwClassParts parts = 0;

  if (!is_own_color (self, color) && !is_mask_color (class, place, color))
    parts |= GW_CLASS_PART_COLOR;
  if (gw_class_get_hotkey (class) != NULL && !is_own_key (gw_class_get_hotkey (class), place))
    parts |= GW_CLASS_PART_KEY;
  if (gw_record_head_find_class (head, gw_class_get_parent_id (class)) != NULL)
    parts |= GW_CLASS_PART_PARENT;
  if (gw_class_get_skeleton (class) != NULL)
    parts |= GW_CLASS_PART_POINTS;
  if (gw_class_get_attributes (class)->len > 0)
    parts |= GW_CLASS_PART_ATTRIBUTES;

  return parts;
}

/* What the format keeps of one: of a mere parent only what its children say, in most. */
static GwClassParts
find_kept (const GwLossMeasure *self, GwClass *class, GHashTable *groups)
{
  GwClassParts kept = self->format->class_parts;

  if ((kept & GW_CLASS_PART_BRANCHES) != 0 && self->has_branches)
    kept |= GW_CLASS_PART_PARENT;
  if ((kept & GW_CLASS_PART_GROUPS) == 0 && g_hash_table_contains (groups, class))
    return 0;

  return kept;
}

static gboolean
keeps_unused (const GwLossMeasure *self)
{
  return self->used == NULL || (self->has_scores && (self->format->class_parts & GW_CLASS_PART_SCORED) != 0);
}

static void
append_part (GString *list, GwClassParts lost, GwClassParts part, const char *name)
{
  if ((lost & part) != 0)
    g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", name);
}

/* The look of a class matters less than what is said by it. */
static void
report_class (GwLossMeasure *self, GwClass *class, GwClassParts lost)
{
  const gboolean is_look = (lost & ~(GW_CLASS_PART_COLOR | GW_CLASS_PART_KEY)) == 0;
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *text = NULL;

  append_part (list, lost, GW_CLASS_PART_COLOR, _ ("color"));
  append_part (list, lost, GW_CLASS_PART_KEY, _ ("key"));
  append_part (list, lost, GW_CLASS_PART_PARENT, _ ("the class above it"));
  append_part (list, lost, GW_CLASS_PART_POINTS, _ ("names of its points"));
  append_part (list, lost, GW_CLASS_PART_ATTRIBUTES, _ ("attributes of its objects"));
  text = g_strdup_printf (_ ("The format does not keep everything of the class “%s”: %s."), gw_class_get_name (class),
                          list->str);
  gw_problems_report (self->problems, &(GwProblem) { .severity = is_look ? GW_SEVERITY_INFO : GW_SEVERITY_WARNING,
                                                     .outcome = GW_OUTCOME_LEFT_OUT,
                                                     .code = "loss-classes",
                                                     .label = (char *) gw_class_get_name (class),
                                                     .detail = list->str,
                                                     .text = text });
}

static void
report_unused (GwLossMeasure *self, GwClass *class)
{
  g_autofree char *text = g_strdup_printf (_ ("The format names classes where they occur. “%s” does not and is left "
                                              "out."),
                                           gw_class_get_name (class));

  gw_problems_report (self->problems, &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                                     .outcome = GW_OUTCOME_LEFT_OUT,
                                                     .code = "loss-classes",
                                                     .label = (char *) gw_class_get_name (class),
                                                     .text = text });
}

/* Folders of classes beside those of splits. */
static void
report_splits (GwLossMeasure *self)
{
  g_autofree char *text = g_strdup_printf (
      ngettext ("%" PRIu64 " image is in no split, while others are. Its class lies beside the splits, which will be "
                "taken for classes too.",
                "%" PRIu64 " images are in no split, while others are. Their classes lie beside the splits, which will "
                "be taken for classes too.",
                self->n_unsplit),
      self->n_unsplit);

  gw_problems_report (self->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                     .outcome = GW_OUTCOME_CHANGED,
                                                     .code = "loss-split",
                                                     .text = text });
}

/* Labels of a manifest beside those that were read, which only manifests keep. */
static void
report_others (GwLossMeasure *self)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (self->head->bag, gw_format_sagemaker.name);
  gsize length;
  const char *raw = gw_json_members_get (bag, GW_MANIFEST_OTHERS, &length);
  g_autoptr (GwJsonMembers) others = raw != NULL ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;

  if (others == NULL || self->format == &gw_format_sagemaker)
    return;
  for (guint i = 0; i < gw_json_members_get_n (others); i++)
    {
      const char *name = gw_json_members_get_at (others, i, NULL, NULL);
      g_autofree char *type = gw_json_members_dup_string (others, name);
      g_autofree char *text = g_strdup_printf (
          _ ("The label attribute “%s” (%s) is kept for manifests only and is left "
             "out. Read it with --attribute to have its labels."),
          name, type != NULL ? type : "");

      gw_problems_report (self->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                         .outcome = GW_OUTCOME_LEFT_OUT,
                                                         .code = "loss-labels",
                                                         .detail = (char *) name,
                                                         .text = text });
    }
}

void
gw_loss_measure_end (GwLossMeasure *self)
{
  g_autoptr (GHashTable) groups = NULL;

  if (self->has_ended)
    return;

  self->has_ended = TRUE;
  settle (self, NULL);
  if (self->losses != NULL && self->format->losses_end != NULL)
    self->format->losses_end (self->losses, self->problems);
  groups = gw_record_head_list_groups (self->head);
  if ((self->format->flags & GW_FORMAT_SPLITS_ALL) != 0 && self->n_split > 0 && self->n_unsplit > 0)
    report_splits (self);
  report_others (self);
  for (guint i = 0; i < self->head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (self->head->classes, i);
      const gint64 class_id = gw_class_get_id (class);
      const GwClassParts parts = find_parts (self, i);
      const GwClassParts lost = parts != 0 ? parts & ~find_kept (self, class, groups) : 0;

      if (lost != 0)
        report_class (self, class, lost);
      else if (!keeps_unused (self) && !g_hash_table_contains (self->used, &class_id)
               && !g_hash_table_contains (groups, class))
        report_unused (self, class);
    }
}
