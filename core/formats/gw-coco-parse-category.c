/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-coco-categories.h"
#include "gw-coco-parse-private.h"

#include <string.h>
#include <glib/gi18n.h>

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
  guint32 place;

  category = _gw_coco_document_get_category (self->document, id, &place);
  if (category->class_id != 0)
    {
      _gw_coco_report (self, GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, "id-duplicate", 0,
                       _ ("Two categories have the id %s. The first one was taken."), id_text);
      return;
    }

  class = _gw_reader_ensure_class (self->reader, name, id_text, self->declared, self->document->file, self->line);
  if (class == NULL)
    return;
  _gw_coco_document_name_category (self->document, place, gw_class_get_id (class));
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

gboolean
_gw_coco_parse_category (GwCocoParser *self, GError **error)
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
