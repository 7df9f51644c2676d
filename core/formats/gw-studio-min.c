/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "gw-json-values.h"
#include "gw-studio-task-private.h"

/* “rectanglelabels” among the members of a flat region. */
static const char *
find_type (const GwJsonMembers *members)
{
  for (guint i = 0; i < gw_json_members_get_n (members); i++)
    {
      const char *key = gw_json_members_get_at (members, i, NULL, NULL);

      if (gw_studio_kind_is_shape (gw_studio_kind_from_type (key)))
        return key;
    }
  return NULL;
}

/* What is of the region, and not of its value. */
static void
move_members (GwStudioResult *result)
{
  static const char *const outer[] = { "original_width", "original_height", "image_rotation", "id", "score" };

  for (gsize i = 0; i < G_N_ELEMENTS (outer); i++)
    {
      gsize length;
      const char *raw = gw_json_members_get (result->value, outer[i], &length);

      if (raw == NULL)
        continue;
      gw_json_members_set (result->members, outer[i], raw, (gssize) length);
      gw_json_members_remove (result->value, outer[i]);
    }
}

/* A list of flat regions. FALSE where it is none. */
static gboolean
unfold_regions (GwStudioAnnotation *annotation, const char *name, const char *raw, gsize length)
{
  g_autoptr (GwJsonReader) json = gw_json_reader_new_for_memory (raw, (gssize) length);
  const guint n_before = annotation->results->len;

  if (gw_json_reader_next (json, NULL) != GW_JSON_ARRAY_BEGIN)
    return FALSE;
  while (gw_json_reader_next (json, NULL) == GW_JSON_OBJECT_BEGIN)
    {
      GwStudioResult *result = _gw_studio_result_new ();
      const char *type;

      g_ptr_array_add (annotation->results, result);
      if (!_gw_studio_result_read_value (result, json, NULL) || (type = find_type (result->value)) == NULL)
        {
          g_ptr_array_set_size (annotation->results, (int) n_before);
          return FALSE;
        }
      gw_json_members_set_string (result->members, "type", type);
      gw_json_members_set_string (result->members, "from_name", name);
      move_members (result);
      _gw_studio_result_finish (result);
    }

  return annotation->results->len > n_before;
}

static void
add_result (GwStudioAnnotation *annotation, const char *name, GwStudioKind kind, const char *value, gssize length)
{
  GwStudioResult *result = _gw_studio_result_new ();
  const char *type = gw_studio_kind_get_type (kind);

  g_ptr_array_add (annotation->results, result);
  gw_json_members_set_string (result->members, "type", type);
  gw_json_members_set_string (result->members, "from_name", name);
  gw_json_members_set (result->value, type, value, length);
  _gw_studio_result_finish (result);
}

/* {"choices": ["a", "b"]}, or a text where its name says what it is. */
static gboolean
unfold_choices (GwStudioAnnotation *annotation, const char *name, GwStudioKind kind, const char *raw, gsize length)
{
  static const char *const usual[] = { "choice", "choices", "class", "label", NULL };
  g_autoptr (GwJsonMembers) members = raw[0] == '{' ? gw_json_members_parse (raw, (gssize) length, NULL, NULL) : NULL;
  const char *choices = members != NULL ? gw_json_members_get (members, "choices", &length) : NULL;
  g_autofree char *list = NULL;

  if (choices != NULL)
    list = g_strndup (choices, length);
  else if (raw[0] == '"' && (kind == GW_STUDIO_CHOICES || g_strv_contains (usual, name)))
    list = g_strdup_printf ("[%.*s]", (int) length, raw);
  if (list == NULL)
    return FALSE;

  add_result (annotation, name, GW_STUDIO_CHOICES, list, -1);

  return TRUE;
}

/* What of a flat task is of its annotation. */
static gboolean
unfold_member (GwStudioAnnotation *annotation, const char *key, const char *raw, gsize length)
{
  static const struct
  {
    const char *flat;
    const char *key;
  } names[] = {
    { "annotator", "completed_by" }, { "annotation_id", "id" },      { "lead_time", "lead_time" },
    { "created_at", "created_at" },  { "updated_at", "updated_at" }, { "was_cancelled", "was_cancelled" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].flat, key) == 0)
      {
        gw_json_members_set (annotation->members, names[i].key, raw, (gssize) length);
        return TRUE;
      }
  return FALSE;
}

/* What the configuration says that a control is. */
static GwStudioKind
find_kind (const GwStudioControls *controls, const char *name)
{
  const GwStudioControl *control = gw_studio_controls_find_name (controls, name);

  return control != NULL && !control->per_region ? gw_studio_kind_from_type (control->type) : GW_STUDIO_OTHER;
}

static gboolean
unfold_taxonomy (GwStudioAnnotation *annotation, const char *name, GwStudioKind kind, const char *raw, gsize length)
{
  if (kind != GW_STUDIO_TAXONOMY || raw[0] != '[')
    return FALSE;
  add_result (annotation, name, kind, raw, (gssize) length);

  return TRUE;
}

void
_gw_studio_task_unfold (GwStudioTask *self, const GwStudioControls *controls)
{
  GwStudioAnnotation *annotation = _gw_studio_annotation_new ();
  GwJsonMembers *flat = g_steal_pointer (&self->members);
  gboolean has_annotation = FALSE;

  self->members = gw_json_members_new ();
  for (guint i = 0; i < gw_json_members_get_n (flat); i++)
    {
      gsize length;
      const char *raw;
      const char *key = gw_json_members_get_at (flat, i, &raw, &length);
      const GwStudioKind kind = find_kind (controls, key);

      if (strcmp (key, "id") == 0)
        gw_json_members_set (self->members, key, raw, (gssize) length);
      else if (unfold_regions (annotation, key, raw, length) || unfold_choices (annotation, key, kind, raw, length)
               || unfold_taxonomy (annotation, key, kind, raw, length) || unfold_member (annotation, key, raw, length))
        has_annotation = TRUE;
      else
        gw_json_members_set (self->data, key, raw, (gssize) length);
    }
  if (has_annotation)
    g_ptr_array_add (self->annotations, annotation);
  else
    _gw_studio_annotation_free (annotation);
  gw_json_members_free (flat);
}
