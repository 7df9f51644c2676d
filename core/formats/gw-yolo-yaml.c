/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-yaml.h"

#include <stdlib.h>
#include <string.h>

#include "gw-json-members.h"
#include "gw-json-values.h"
#include "gw-writer-private.h"
#include "gw-yaml.h"

/* How a mirrored person's points change places. */
static const double person_flip[] = { 0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15 };

/* Splits that trainers know come first. */
static const char *const usual[] = { "train", "val", "test" };

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Keys that mean something else, as folders of splits. */
static gboolean
is_taken (const char *split)
{
  static const char *const keys[] = { "path",     "nc",    "names",   "kpt_shape", "kpt_names",
                                      "flip_idx", "valid", "unsplit", NULL };

  return g_strv_contains (keys, split);
}

static void
append_other_splits (const GwYoloYaml *self, GString *text)
{
  guint n;
  g_autofree const char **names = (const char **) g_hash_table_get_keys_as_array (self->splits, &n);

  qsort (names, n, sizeof *names, compare_texts);
  for (guint i = 0; i < n; i++)
    {
      const char *name = names[i];
      g_autofree char *folder = g_strconcat ("images/", name, NULL);
      g_autofree char *key = gw_yaml_quote (name);
      g_autofree char *value = strcmp (key, name) == 0 ? g_strdup (folder) : gw_yaml_quote (folder);
      gboolean known = is_taken (name);

      for (gsize k = 0; k < G_N_ELEMENTS (usual); k++)
        known = known || strcmp (name, usual[k]) == 0;
      if (!known)
        g_string_append_printf (text, "%s: %s\n", key, value);
    }
}

/* Trainers want a part to learn from and one to check with, and take the same for both. */
static void
append_splits (const GwYoloYaml *self, GString *text)
{
  if (g_hash_table_size (self->splits) == 0)
    g_string_append (text, "train: images\nval: images\n");
  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    if (g_hash_table_contains (self->splits, usual[i]))
      g_string_append_printf (text, "%s: images/%s\n", usual[i], usual[i]);
  append_other_splits (self, text);
  if (self->has_unsplit)
    g_string_append (text, "unsplit: unsplit.txt\n");
}

static void
append_names (const GwYoloYaml *self, GString *text)
{
  g_string_append_printf (text, "nc: %u\nnames:\n", self->order->len);
  for (guint i = 0; i < self->order->len; i++)
    {
      GwClass *class = gw_record_head_find_class (self->head, g_array_index (self->order, gint64, i));
      g_autofree char *name = gw_yaml_quote (_gw_class_get_name_for (class, self->format));

      g_string_append_printf (text, "  %u: %s\n", i, name);
    }
}

/* --- poses ------------------------------------------------------------------------------ */

static GwSkeleton *
find_first (const GwYoloYaml *self)
{
  for (guint i = 0; i < self->head->classes->len; i++)
    {
      GwSkeleton *skeleton = gw_class_get_skeleton (g_ptr_array_index (self->head->classes, i));

      if (skeleton != NULL)
        return skeleton;
    }
  return NULL;
}

/* As an earlier import had it; of people it is known. */
static void
append_flip (const GwYoloYaml *self, const GwSkeleton *first, GString *text)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (self->head->bag, "yolo-pose");
  g_autoptr (GwSkeleton) person = gw_skeleton_new_person ();
  g_autofree double *flip = g_new0 (double, self->n_points);

  if (!gw_json_members_get_numbers (bag, "flip_idx", flip, self->n_points))
    {
      if (!gw_skeleton_equal (first, person))
        return;
      memcpy (flip, person_flip, sizeof person_flip);
    }
  for (guint i = 0; i < self->n_points; i++)
    g_string_append_printf (text, "%s%d", i == 0 ? "flip_idx: [" : ", ",
                            (int) CLAMP (flip[i], 0, GW_SKELETON_MAX_POINTS));
  g_string_append (text, "]\n");
}

/* All classes have points of the same number; one without names takes those of the first. */
static void
append_points (const GwYoloYaml *self, GString *text)
{
  GwSkeleton *first = find_first (self);

  g_string_append_printf (text, "kpt_shape: [%u, 3]\n", self->n_points);
  append_flip (self, first, text);
  g_string_append (text, "kpt_names:\n");
  for (guint i = 0; i < self->order->len; i++)
    {
      GwClass *class = gw_record_head_find_class (self->head, g_array_index (self->order, gint64, i));
      GwSkeleton *skeleton = gw_class_get_skeleton (class);

      if (skeleton == NULL || gw_skeleton_get_n_points (skeleton) != self->n_points)
        skeleton = first;
      g_string_append_printf (text, "  %u:\n", i);
      for (guint k = 0; k < self->n_points; k++)
        {
          g_autofree char *name = gw_yaml_quote (gw_skeleton_get_name (skeleton, k));

          g_string_append_printf (text, "    - %s\n", name);
        }
    }
}

char *
gw_yolo_yaml_make (const GwYoloYaml *self)
{
  GString *text = g_string_new ("path: .\n");

  append_splits (self, text);
  append_names (self, text);
  if (self->n_points > 0)
    append_points (self, text);

  return g_string_free (text, FALSE);
}
