/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-picture-groups.h"

#include "gw-cancel-run.h"
#include "gw-duplicates.h"

static void
group_free (gpointer data)
{
  GwPictureGroup *group = data;

  g_array_unref (group->ids);
  g_ptr_array_unref (group->names);
  g_ptr_array_unref (group->splits);
  g_free (group->finding);
  g_free (group);
}

static void
clear_groups (gpointer data)
{
  GwPictureGroups *self = data;

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->dismissed, g_ptr_array_unref);
}

/* What was labeled is not thrown away for a copy without labels. */
static gboolean
is_better (const GwDataSet *set, const guint8 *is_labeled, guint a, guint b)
{
  const double pixels_a = g_array_index (set->image_widths, double, a) * g_array_index (set->image_heights, double, a);
  const double pixels_b = g_array_index (set->image_widths, double, b) * g_array_index (set->image_heights, double, b);

  if (is_labeled[a] != is_labeled[b])
    return is_labeled[a];
  if (pixels_a > pixels_b || pixels_a < pixels_b)
    return pixels_a > pixels_b;
  return g_array_index (set->image_sharpness, double, a) > g_array_index (set->image_sharpness, double, b);
}

static guint8 *
find_labeled (const GwDataSet *set)
{
  guint8 *is_labeled = g_malloc0 (MAX (set->n_images, 1));

  for (guint i = 0; i < set->n_labels; i++)
    is_labeled[g_array_index (set->label_images, gint32, i)] = TRUE;
  for (guint i = 0; i < set->n_objects; i++)
    is_labeled[g_array_index (set->object_images, gint32, i)] = TRUE;
  return is_labeled;
}

/* rows: of the set. */
static GwPictureGroup *
make_group (const GwDataSet *set, const guint8 *is_labeled, const guint *rows, guint n)
{
  GwPictureGroup *self = g_new0 (GwPictureGroup, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->splits = g_ptr_array_new ();
  for (guint i = 0; i < n; i++)
    {
      gpointer split = g_ptr_array_index (set->image_splits, rows[i]);

      g_array_append_val (self->ids, g_array_index (set->image_ids, gint64, rows[i]));
      g_ptr_array_add (self->splits, split);
      self->across |= g_strcmp0 (split, g_ptr_array_index (self->splits, 0)) != 0;
      if (is_better (set, is_labeled, rows[i], rows[self->best]))
        self->best = i;
    }
  self->finding = gw_dismissals_name_group ((const gint64 *) (gpointer) self->ids->data, n);
  return self;
}

/* Across splits first: a picture of training that is one of testing too makes a model look
 * better than it is.
 */
static void
sort_groups (GwPictureGroups *self)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func (group_free);

  for (guint across = 2; across-- > 0;)
    for (guint i = 0; i < self->groups->len; i++)
      if (((GwPictureGroup *) g_ptr_array_index (self->groups, i))->across == (across == 1))
        g_ptr_array_add (sorted, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_free_func (self->groups, NULL);
  g_ptr_array_unref (self->groups);
  self->groups = sorted;
}

static void
take_groups (GwPictureGroups *self, const GwDataSet *set, const GArray *rows, GPtrArray *found,
             const GwDismissals *dismissals)
{
  g_autofree guint8 *is_labeled = find_labeled (set);
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < found->len; i++)
    {
      const GArray *places = g_ptr_array_index (found, i);
      GwPictureGroup *group;

      g_array_set_size (members, 0);
      for (guint j = 0; j < places->len; j++)
        g_array_append_val (members, g_array_index (rows, guint, g_array_index (places, guint, j)));
      group = make_group (set, is_labeled, (const guint *) (gpointer) members->data, members->len);
      if (gw_dismissals_contain (dismissals, group->finding))
        {
          g_ptr_array_add (self->dismissed, g_strdup (group->finding));
          group_free (group);
          continue;
        }
      self->n_across += group->across ? 1 : 0;
      g_ptr_array_add (self->groups, group);
    }
  sort_groups (self);
}

GwPictureGroups *
gw_picture_groups_new (const GwDataSet *set, const GArray *measures, const GwDismissals *dismissals,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (GwPictureGroups) self = g_atomic_rc_box_new0 (GwPictureGroups);
  const GwRun run = gw_cancel_run_init (cancellable);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) codes = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GPtrArray) found = NULL;
  gw_status status;

  self->groups = g_ptr_array_new_with_free_func (group_free);
  self->dismissed = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < measures->len; i++)
    {
      const GwMeasure *measure = &g_array_index (measures, GwMeasure, i);

      if (measure->image_id == 0 || !measure->readable)
        continue;
      g_array_append_val (rows, i);
      g_array_append_val (codes, measure->phash);
    }
  self->n_known = rows->len;
  found = gw_duplicates_find_near ((const guint64 *) (gpointer) codes->data, codes->len, GW_DUPLICATES_DISTANCE, &run,
                                   &status);
  if (found != NULL)
    take_groups (self, set, rows, found, dismissals);

  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&self);
}

GwPictureGroups *
gw_picture_groups_ref (GwPictureGroups *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
gw_picture_groups_unref (GwPictureGroups *self)
{
  g_atomic_rc_box_release_full (self, clear_groups);
}

static gboolean
name_group (GwPictureGroup *group, GwStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) images = gw_store_get_images (store, (const gint64 *) (gpointer) group->ids->data,
                                                      group->ids->len, cancellable, error);

  if (images == NULL)
    return FALSE;
  for (guint i = 0; i < images->len; i++)
    {
      GwImage *image = g_ptr_array_index (images, i);

      g_ptr_array_add (group->names, g_strdup (image != NULL ? gw_image_get_name (image) : ""));
    }
  return TRUE;
}

gboolean
gw_picture_groups_name (GwPictureGroups *self, GwStore *store, guint most, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < MIN (self->groups->len, most); i++)
    if (!name_group (g_ptr_array_index (self->groups, i), store, cancellable, error))
      return FALSE;

  return TRUE;
}
