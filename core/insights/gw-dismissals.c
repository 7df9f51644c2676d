/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-dismissals.h"

/* A line for each. */
#define SETTING "insights.dismissed"

struct _GwDismissals
{
  GHashTable *findings; /* char * */
};

GwDismissals *
gw_dismissals_load (GwStore *store, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = gw_store_get_setting (store, SETTING, cancellable, &failure);
  g_auto (GStrv) lines = NULL;
  GwDismissals *self;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  self = g_new0 (GwDismissals, 1);
  self->findings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_hash_table_add (self->findings, g_strdup (lines[i]));

  return self;
}

void
gw_dismissals_free (GwDismissals *self)
{
  g_hash_table_unref (self->findings);
  g_free (self);
}

gboolean
gw_dismissals_contain (const GwDismissals *self, const char *finding)
{
  return g_hash_table_contains (self->findings, finding);
}

gboolean
gw_dismissals_set (GwStore *store, const char *finding, gboolean dismissed, GCancellable *cancellable, GError **error)
{
  g_autoptr (GwDismissals) self = gw_dismissals_load (store, cancellable, error);
  g_autoptr (GList) list = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (self == NULL)
    return FALSE;
  if (dismissed)
    g_hash_table_add (self->findings, g_strdup (finding));
  else
    g_hash_table_remove (self->findings, finding);
  list = g_list_sort (g_hash_table_get_keys (self->findings), (GCompareFunc) g_strcmp0);
  for (GList *l = list; l != NULL; l = l->next)
    g_string_append_printf (text, "%s\n", (const char *) l->data);

  return gw_store_set_setting (store, SETTING, text->len > 0 ? text->str : NULL, cancellable, error);
}

char *
gw_dismissals_name_label (gint64 image_id, const char *class_name)
{
  g_autofree char *line = g_strdup (class_name);

  /* A name may hold anything; a finding is a line. */
  g_strdelimit (line, "\n", ' ');
  return g_strdup_printf ("label %" G_GINT64_FORMAT " %s", image_id, line);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

char *
gw_dismissals_name_group (const gint64 *image_ids, gsize n)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GString *name = g_string_new ("near");

  g_array_append_vals (ids, image_ids, (guint) n);
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (name, " %" G_GINT64_FORMAT, g_array_index (ids, gint64, i));

  return g_string_free (name, FALSE);
}
