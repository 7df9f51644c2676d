/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-private.h"

#include <glib/gi18n.h>

/* The classes of the project by what they are called; of several the first. */
typedef struct
{
  GHashTable *by_name;
  GHashTable *by_alias; /* as an earlier import of the format called them */
  GHashTable *by_fold;  /* in one case */
  GHashTable *by_id;    /* id as gint64 */
} ClassIndex;

static void
add_once (GHashTable *table, const char *key, GwClass *class)
{
  if (key != NULL && !g_hash_table_contains (table, key))
    g_hash_table_insert (table, g_strdup (key), class);
}

static void
class_index_init (ClassIndex *self, GPtrArray *classes, const GwFormat *format)
{
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_alias = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_fold = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (classes, i);
      g_autofree char *folded = g_utf8_casefold (gw_class_get_name (class), -1);
      gint64 id = gw_class_get_id (class);
      const char *alias = NULL;

      add_once (self->by_name, gw_class_get_name (class), class);
      add_once (self->by_fold, folded, class);
      if (gw_class_get_alias (class, format->name, NULL, &alias))
        add_once (self->by_alias, alias, class);
      g_hash_table_insert (self->by_id, g_memdup2 (&id, sizeof id), class);
    }
}

static void
class_index_clear (ClassIndex *self)
{
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_alias);
  g_hash_table_unref (self->by_fold);
  g_hash_table_unref (self->by_id);
}

static gint64
find_id (GHashTable *table, const char *key)
{
  GwClass *class = g_hash_table_lookup (table, key);

  return class != NULL ? gw_class_get_id (class) : 0;
}

/* What a class of the source becomes when nobody says otherwise: the class of
 * its name, else the one that an earlier import of the format called so.
 */
static gint64
find_target (const ClassIndex *index, const char *name, gint64 *suggestion)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  gint64 id = find_id (index->by_name, name);

  *suggestion = id == 0 ? find_id (index->by_fold, folded) : 0;

  return id != 0 ? id : find_id (index->by_alias, name);
}

/* A case-insensitive twin is worth a hint where nobody has chosen yet. */
static void
report_similar (GwImport *self, GwProblems *problems, const char *name, const char *other)
{
  g_autofree char *text = g_strdup_printf (
      _ ("The class %s differs only in upper and lower case from %s of the project. Both stay."), name, other);

  gw_problems_report (problems, &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                               .outcome = GW_OUTCOME_KEPT,
                                               .code = "class-similar",
                                               .file = self->source,
                                               .label = (char *) name,
                                               .text = text });
}

static const char *
class_name (const ClassIndex *index, gint64 id)
{
  GwClass *class = g_hash_table_lookup (index->by_id, &id);

  return class != NULL ? gw_class_get_name (class) : "";
}

gboolean
_gw_import_find_mappings (GwImport *self, GwProblems *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) classes = gw_store_list_classes (self->store, TRUE, cancellable, error);
  ClassIndex index;

  if (classes == NULL)
    return FALSE;

  class_index_init (&index, classes, self->format);
  g_ptr_array_set_size (self->mappings, 0);
  for (guint i = 0; i < self->head->classes->len; i++)
    {
      GwImportMapping *mapping = g_new0 (GwImportMapping, 1);
      const gint64 *chosen;
      const char *name;

      mapping->name = gw_class_get_name (g_ptr_array_index (self->head->classes, i));
      name = g_hash_table_lookup (self->names, mapping->name);
      if (name == NULL)
        name = mapping->name;
      mapping->target = find_target (&index, name, &mapping->suggestion);
      chosen = g_hash_table_lookup (self->targets, mapping->name);
      if (chosen != NULL)
        mapping->target = *chosen;
      else if (mapping->target == GW_IMPORT_CREATE && mapping->suggestion != 0)
        report_similar (self, problems, name, class_name (&index, mapping->suggestion));
      if (mapping->target != GW_IMPORT_IGNORE)
        mapping->becomes = g_strdup (mapping->target == GW_IMPORT_CREATE ? name : class_name (&index, mapping->target));
      g_ptr_array_add (self->mappings, mapping);
    }
  class_index_clear (&index);
  _gw_import_choose_colors (self, classes);

  return TRUE;
}
