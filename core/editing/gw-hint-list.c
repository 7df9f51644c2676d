/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-hint-list.h"

/* After the last change, milliseconds: a hand that is at work is not disturbed. */
#define DELAY 300

/* Keys of more are not kept: the oldest go. */
#define MOST_DISMISSED 2000

/* --- one of them ----------------------------------------------------------------------- */

struct _GwHintItem
{
  GObject parent_instance;

  GwHint *hint;
  char *key;
};

G_DEFINE_FINAL_TYPE (GwHintItem, gw_hint_item, G_TYPE_OBJECT)

static void
gw_hint_item_finalize (GObject *object)
{
  GwHintItem *self = GW_HINT_ITEM (object);

  gw_hint_free (self->hint);
  g_free (self->key);

  G_OBJECT_CLASS (gw_hint_item_parent_class)->finalize (object);
}

static void
gw_hint_item_class_init (GwHintItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gw_hint_item_finalize;
}

static void
gw_hint_item_init (GwHintItem *self)
{
}

/* Takes the hint. */
static GwHintItem *
gw_hint_item_new (GwHint *hint)
{
  GwHintItem *self = g_object_new (GW_TYPE_HINT_ITEM, NULL);

  self->hint = hint;
  self->key = gw_hint_make_key (hint);
  return self;
}

const GwHint *
gw_hint_item_get_hint (GwHintItem *self)
{
  g_return_val_if_fail (GW_IS_HINT_ITEM (self), NULL);

  return self->hint;
}

/* --- all of them ------------------------------------------------------------------------- */

struct _GwHintList
{
  GObject parent_instance;

  GwDocument *document; /* (nullable) */
  GwHintLimits limits;
  guint delay_id;
  GCancellable *cancellable; /* of the search that is going on */

  GPtrArray *found;     /* of GwHintItem */
  GPtrArray *shown;     /* of GwHintItem: those found that are not dismissed */
  GPtrArray *dismissed; /* of char: keys, the oldest first */
  GHashTable *keys;     /* the same, to look up */
  GwHintItem *current;  /* one of shown, or NULL */
  guint place;          /* where the current one is, or the last one was */
};

enum
{
  CHANGED,
  DISMISSED_CHANGED,
  CURRENT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return GW_TYPE_HINT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return GW_HINT_LIST (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *shown = GW_HINT_LIST (model)->shown;

  return position < shown->len ? g_object_ref (g_ptr_array_index (shown, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GwHintList, gw_hint_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- what is listed ------------------------------------------------------------------------ */

void
gw_hint_list_set_current (GwHintList *self, GwHintItem *item)
{
  g_return_if_fail (GW_IS_HINT_LIST (self));

  if (item != NULL)
    g_ptr_array_find (self->shown, item, &self->place);
  if (g_set_object (&self->current, item))
    g_signal_emit (self, signals[CURRENT_CHANGED], 0);
}

static gboolean
same_item (GPtrArray *one, guint i, GPtrArray *other, guint k)
{
  return g_ptr_array_index (one, i) == g_ptr_array_index (other, k);
}

/* Tells what part of the list is another, so that rows and their focus stay. */
static void
show (GwHintList *self)
{
  g_autoptr (GPtrArray) before = self->shown;
  GPtrArray *after = g_ptr_array_new_with_free_func (g_object_unref);
  guint start = 0, end = 0, shorter;

  for (guint i = 0; i < self->found->len; i++)
    {
      GwHintItem *item = g_ptr_array_index (self->found, i);

      if (!g_hash_table_contains (self->keys, item->key))
        g_ptr_array_add (after, g_object_ref (item));
    }
  shorter = MIN (before->len, after->len);
  while (start < shorter && same_item (before, start, after, start))
    start++;
  while (end < shorter - start && same_item (before, before->len - 1 - end, after, after->len - 1 - end))
    end++;
  self->shown = after;
  if (start + end < before->len || start + end < after->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end, after->len - start - end);
  /* Not before: who shows the list would look at it between. */
  if (self->current != NULL && !g_ptr_array_find (self->shown, self->current, NULL))
    gw_hint_list_set_current (self, NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The same hint stays the same item. */
static void
take_found (GwHintList *self, GPtrArray *hints)
{
  g_autoptr (GHashTable) old = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) before = self->found;

  for (guint i = 0; i < before->len; i++)
    g_hash_table_insert (old, ((GwHintItem *) g_ptr_array_index (before, i))->key, g_ptr_array_index (before, i));
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_free_func (hints, NULL);
  for (guint i = 0; i < hints->len; i++)
    {
      g_autoptr (GwHintItem) item = gw_hint_item_new (g_ptr_array_index (hints, i));
      GwHintItem *there = g_hash_table_lookup (old, item->key);

      if (there != NULL && g_str_equal (there->hint->text, item->hint->text))
        {
          GwHint *hint = there->hint;

          there->hint = item->hint;
          item->hint = hint;
          g_set_object (&item, there);
        }
      /* Its words may be others: “Car 2” is “Car 1” when another one has gone. */
      if (self->current != NULL && g_str_equal (self->current->key, item->key))
        g_set_object (&self->current, item);
      g_ptr_array_add (self->found, g_steal_pointer (&item));
    }
  show (self);
}

static gboolean
is_gone (GwHintList *self, GwHintItem *item)
{
  for (guint i = 0; i < item->hint->n_objects; i++)
    if (self->document == NULL || gw_document_find (self->document, item->hint->object_ids[i]) == NULL)
      return TRUE;
  return FALSE;
}

static void
drop_gone (GwHintList *self)
{
  for (guint i = self->found->len; i > 0; i--)
    if (is_gone (self, g_ptr_array_index (self->found, i - 1)))
      g_ptr_array_remove_index (self->found, i - 1);
  show (self);
}

/* --- looking for them ------------------------------------------------------------------------ */

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GwHintList) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hints = gw_document_find_hints_finish (GW_DOCUMENT (source), result, &error);

  /* A later search was begun, or none is wanted any more. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (hints != NULL)
    take_found (self, hints);
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_delay_cb (gpointer data)
{
  GwHintList *self = data;

  self->delay_id = 0;
  self->cancellable = g_cancellable_new ();
  gw_document_find_hints_async (self->document, &self->limits, self->cancellable, on_found_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
stop (GwHintList *self)
{
  g_clear_handle_id (&self->delay_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
look_anew (GwHintList *self)
{
  stop (self);
  if (self->document != NULL)
    self->delay_id = g_timeout_add (DELAY, on_delay_cb, self);
}

static void
on_objects_changed_cb (GwHintList *self)
{
  look_anew (self);
  drop_gone (self);
}

static void
set_dismissed (GwHintList *self, const char *const *dismissed)
{
  g_hash_table_remove_all (self->keys);
  g_ptr_array_set_size (self->dismissed, 0);
  for (guint i = 0; dismissed != NULL && dismissed[i] != NULL; i++)
    if (!g_hash_table_contains (self->keys, dismissed[i]))
      {
        g_ptr_array_add (self->dismissed, g_strdup (dismissed[i]));
        g_hash_table_add (self->keys, g_strdup (dismissed[i]));
      }
}

void
gw_hint_list_set_document (GwHintList *self, GwDocument *document, const char *const *dismissed)
{
  g_return_if_fail (GW_IS_HINT_LIST (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  set_dismissed (self, dismissed);
  g_ptr_array_set_size (self->found, 0);
  self->place = 0;
  if (document != NULL)
    g_signal_connect_swapped (document, "objects-changed", G_CALLBACK (on_objects_changed_cb), self);
  look_anew (self);
  show (self);
}

void
gw_hint_list_set_limits (GwHintList *self, const GwHintLimits *limits)
{
  g_return_if_fail (GW_IS_HINT_LIST (self));
  g_return_if_fail (limits != NULL);

  self->limits = *limits;
  look_anew (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* --- asking --------------------------------------------------------------------------------- */

gboolean
gw_hint_list_has_outlines (GwHintList *self)
{
  guint n;

  g_return_val_if_fail (GW_IS_HINT_LIST (self), FALSE);

  n = self->document != NULL ? gw_document_get_n_objects (self->document) : 0;
  for (guint i = 0; i < n; i++)
    {
      GwShapeKind kind = gw_object_get_shape (gw_document_get_object (self->document, i))->kind;

      if (kind == GW_SHAPE_POLYGON || kind == GW_SHAPE_MASK)
        return TRUE;
    }
  return FALSE;
}

gboolean
gw_hint_list_is_searching (GwHintList *self)
{
  g_return_val_if_fail (GW_IS_HINT_LIST (self), FALSE);

  return self->delay_id != 0 || self->cancellable != NULL;
}

guint
gw_hint_list_get_n_dismissed (GwHintList *self)
{
  g_return_val_if_fail (GW_IS_HINT_LIST (self), 0);

  return self->found->len - self->shown->len;
}

GwHintItem *
gw_hint_list_get_current (GwHintList *self)
{
  g_return_val_if_fail (GW_IS_HINT_LIST (self), NULL);

  return self->current;
}

GwHintItem *
gw_hint_list_step (GwHintList *self, int step, guint *position)
{
  guint at, n;

  g_return_val_if_fail (GW_IS_HINT_LIST (self), NULL);

  n = self->shown->len;
  if (n == 0)
    return NULL;
  at = self->place;
  if (self->current != NULL && g_ptr_array_find (self->shown, self->current, &at))
    at += step > 0 ? 1 : n - 1;
  else if (step < 0)
    at += n - 1;
  /* In place of one that has gone is the next. */
  else if (at >= n)
    at = 0;
  at %= n;
  gw_hint_list_set_current (self, g_ptr_array_index (self->shown, at));
  if (position != NULL)
    *position = at;
  return self->current;
}

/* --- dismissing and repairing ---------------------------------------------------------------- */

void
gw_hint_list_dismiss (GwHintList *self, GwHintItem *item)
{
  g_return_if_fail (GW_IS_HINT_LIST (self));
  g_return_if_fail (GW_IS_HINT_ITEM (item));

  if (!g_hash_table_add (self->keys, g_strdup (item->key)))
    return;
  g_ptr_array_add (self->dismissed, g_strdup (item->key));
  if (self->dismissed->len > MOST_DISMISSED)
    {
      g_hash_table_remove (self->keys, g_ptr_array_index (self->dismissed, 0));
      g_ptr_array_remove_index (self->dismissed, 0);
    }
  show (self);
  g_signal_emit (self, signals[DISMISSED_CHANGED], 0);
}

gboolean
gw_hint_list_undo_dismiss (GwHintList *self)
{
  guint last;

  g_return_val_if_fail (GW_IS_HINT_LIST (self), FALSE);

  if (self->dismissed->len == 0)
    return FALSE;
  last = self->dismissed->len - 1;
  g_hash_table_remove (self->keys, g_ptr_array_index (self->dismissed, last));
  g_ptr_array_remove_index (self->dismissed, last);
  show (self);
  g_signal_emit (self, signals[DISMISSED_CHANGED], 0);
  return TRUE;
}

void
gw_hint_list_restore (GwHintList *self)
{
  g_return_if_fail (GW_IS_HINT_LIST (self));

  if (self->dismissed->len == 0)
    return;
  set_dismissed (self, NULL);
  show (self);
  g_signal_emit (self, signals[DISMISSED_CHANGED], 0);
}

GStrv
gw_hint_list_dup_dismissed (GwHintList *self)
{
  GStrv keys;

  g_return_val_if_fail (GW_IS_HINT_LIST (self), NULL);

  keys = g_new0 (char *, self->dismissed->len + 1);
  for (guint i = 0; i < self->dismissed->len; i++)
    keys[i] = g_strdup (g_ptr_array_index (self->dismissed, i));
  return keys;
}

gboolean
gw_hint_list_repair (GwHintList *self, GwHintItem *item)
{
  g_autoptr (GwHintItem) kept = NULL;

  g_return_val_if_fail (GW_IS_HINT_LIST (self), FALSE);
  g_return_val_if_fail (GW_IS_HINT_ITEM (item), FALSE);

  kept = g_object_ref (item);
  if (self->document == NULL || !gw_document_repair_hint (self->document, kept->hint, &self->limits))
    return FALSE;
  /* The document may refuse an edit, and the search that follows brings it back. */
  if (g_ptr_array_remove (self->found, kept))
    show (self);
  return TRUE;
}

/* --- the object -------------------------------------------------------------------------------- */

static void
gw_hint_list_dispose (GObject *object)
{
  GwHintList *self = GW_HINT_LIST (object);

  stop (self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->current);

  G_OBJECT_CLASS (gw_hint_list_parent_class)->dispose (object);
}

static void
gw_hint_list_finalize (GObject *object)
{
  GwHintList *self = GW_HINT_LIST (object);

  g_ptr_array_unref (self->found);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->dismissed);
  g_hash_table_unref (self->keys);

  G_OBJECT_CLASS (gw_hint_list_parent_class)->finalize (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, GW_TYPE_HINT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
gw_hint_list_class_init (GwHintListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gw_hint_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = gw_hint_list_finalize;

  signals[CHANGED] = new_signal ("changed");
  signals[DISMISSED_CHANGED] = new_signal ("dismissed-changed");
  signals[CURRENT_CHANGED] = new_signal ("current-changed");
}

static void
gw_hint_list_init (GwHintList *self)
{
  self->limits = (GwHintLimits) GW_HINT_LIMITS_INIT;
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->dismissed = g_ptr_array_new_with_free_func (g_free);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GwHintList *
gw_hint_list_new (void)
{
  return g_object_new (GW_TYPE_HINT_LIST, NULL);
}
