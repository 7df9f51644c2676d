/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-yolo-pose.h"

#include <math.h>
#include <string.h>

#include "gw-json-members.h"
#include "gw-json-values.h"
#include "gw-number.h"

#define BAG "yolo-pose"

/* Points may move by this much in pixels before their box is another one. */
#define SAME 1e-6

/* How a mirrored person's points change places, in the data sets of COCO. */
#define PERSON_FLIP "[0,2,1,4,3,6,5,8,7,10,9,12,11,14,13,16,15]"

/* --- reading ------------------------------------------------------------------------- */

static gboolean
has_names_of (const GwSkeleton *skeleton, const char *const *names, guint n)
{
  if (gw_skeleton_get_n_points (skeleton) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (strcmp (gw_skeleton_get_name (skeleton, i), names[i]) != 0)
      return FALSE;
  return TRUE;
}

/* The names of the points of a class; NULL where the file has none for it. */
static const char *const *
find_names (const GwYoloConfig *config, guint index)
{
  const GPtrArray *names = config->point_names;
  const guint64 first = (guint64) index * config->n_points;

  if (names->len == config->n_points)
    return (const char *const *) names->pdata;
  return names->len % config->n_points == 0 && first + config->n_points <= names->len
             ? (const char *const *) names->pdata + first
             : NULL;
}

static GwSkeleton *
make_named (const char *const *names, guint n)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (list, names != NULL ? g_strdup (names[i]) : g_strdup_printf ("%u", i + 1));
  g_ptr_array_add (list, NULL);
  return gw_skeleton_new ((const char *const *) list->pdata, NULL, 0, NULL);
}

GwSkeleton *
gw_yolo_pose_make_skeleton (const GwYoloConfig *config, guint index, const char *class_name)
{
  const char *const *names = find_names (config, index);
  g_autoptr (GwSkeleton) person = gw_skeleton_new_person ();
  GwSkeleton *skeleton = NULL;

  /* Files without names of points are common, and most of those are COCO's people. */
  if (names != NULL ? has_names_of (person, names, config->n_points)
                    : gw_skeleton_get_n_points (person) == config->n_points && strcmp (class_name, "person") == 0
                          && g_strcmp0 (config->flip, PERSON_FLIP) == 0)
    return g_steal_pointer (&person);
  if (names != NULL)
    skeleton = make_named (names, config->n_points);
  return skeleton != NULL ? skeleton : make_named (NULL, config->n_points);
}

void
gw_yolo_pose_keep_head (GwRecordHead *head, const GwYoloConfig *config)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();
  char *bag;

  if (config->flip == NULL)
    return;
  gw_json_members_set (members, "flip_idx", config->flip, -1);
  bag = gw_json_members_put_bag (members, head->bag, BAG);
  g_free (head->bag);
  head->bag = bag;
}

static void
set_numbers (GwJsonMembers *members, const char *key, const double *numbers, guint n)
{
  g_autoptr (GString) text = g_string_new ("[");
  char buffer[GW_NUMBER_LENGTH];

  for (guint i = 0; i < n; i++)
    {
      gw_number_format (numbers[i], buffer);
      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", buffer);
    }
  g_string_append_c (text, ']');
  gw_json_members_set (members, key, text->str, (gssize) text->len);
}

void
gw_yolo_pose_keep_box (GwObject *object, const GwYoloLine *line)
{
  const GwBox bounds = gw_object_get_bounds (object);
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();
  g_autofree char *bag = NULL;

  set_numbers (members, "box", line->box, 4);
  set_numbers (members, "of", (const double[]) { bounds.x, bounds.y, bounds.width, bounds.height }, 4);
  bag = gw_json_members_put_bag (members, NULL, BAG);
  gw_object_set_bag (object, bag);
}

/* --- writing ---------------------------------------------------------------------------- */

/* FALSE where there is none, or its points were moved. */
static gboolean
get_kept_box (GwObject *object, const GwBox *bounds, double box[4])
{
  const char *bag = gw_object_get_bag (object);
  g_autoptr (GwJsonMembers) members = bag != NULL ? gw_json_members_open_bag (bag, BAG) : NULL;
  double of[4];

  return members != NULL && gw_json_members_get_numbers (members, "of", of, 4) && fabs (of[0] - bounds->x) < SAME
         && fabs (of[1] - bounds->y) < SAME && fabs (of[2] - bounds->width) < SAME
         && fabs (of[3] - bounds->height) < SAME && gw_json_members_get_numbers (members, "box", box, 4);
}

void
gw_yolo_pose_get_box (GwObject *object, int width, int height, double box[4])
{
  const GwBox bounds = gw_object_get_bounds (object);

  if (get_kept_box (object, &bounds, box))
    return;
  box[0] = (bounds.x + bounds.width / 2) / width;
  box[1] = (bounds.y + bounds.height / 2) / height;
  box[2] = bounds.width / width;
  box[3] = bounds.height / height;
}

guint
gw_yolo_pose_count_points (const GwRecordHead *head)
{
  for (guint i = 0; i < head->classes->len; i++)
    {
      const GwSkeleton *skeleton = gw_class_get_skeleton (g_ptr_array_index (head->classes, i));

      if (skeleton != NULL)
        return gw_skeleton_get_n_points (skeleton);
    }
  return 0;
}

gboolean
gw_yolo_pose_holds_skeleton (const GwSkeleton *skeleton)
{
  g_autoptr (GwSkeleton) person = gw_skeleton_new_person ();
  guint n_edges;

  gw_skeleton_get_edges (skeleton, &n_edges);
  return n_edges == 0 || gw_skeleton_equal (skeleton, person);
}
