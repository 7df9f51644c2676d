/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-private.h"

#include <string.h>
#include <glib/gi18n.h>

/* What a class of the source becomes when nobody says otherwise: the class of
 * its name, else the one that an earlier import of the format called so.
 */
static gint64
find_target (GPtrArray *classes, const GwFormat *format, const char *name, gint64 *suggestion)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  gint64 by_alias = 0;

  *suggestion = 0;
  for (guint i = 0; i < classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (classes, i);
      g_autofree char *other = g_utf8_casefold (gw_class_get_name (class), -1);
      const char *alias = NULL;

      if (strcmp (gw_class_get_name (class), name) == 0)
        {
          *suggestion = 0;
          return gw_class_get_id (class);
        }
      if (by_alias == 0 && gw_class_get_alias (class, format->name, NULL, &alias) && g_strcmp0 (alias, name) == 0)
        by_alias = gw_class_get_id (class);
      if (*suggestion == 0 && strcmp (folded, other) == 0)
        *suggestion = gw_class_get_id (class);
    }

  return by_alias;
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
class_name (GPtrArray *classes, gint64 id)
{
  for (guint i = 0; i < classes->len; i++)
    if (gw_class_get_id (g_ptr_array_index (classes, i)) == id)
      return gw_class_get_name (g_ptr_array_index (classes, i));
  return "";
}

gboolean
_gw_import_find_mappings (GwImport *self, GwProblems *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) classes = gw_store_list_classes (self->store, TRUE, cancellable, error);

  if (classes == NULL)
    return FALSE;

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
      mapping->target = find_target (classes, self->format, name, &mapping->suggestion);
      chosen = g_hash_table_lookup (self->targets, mapping->name);
      if (chosen != NULL)
        mapping->target = *chosen;
      else if (mapping->target == GW_IMPORT_CREATE && mapping->suggestion != 0)
        report_similar (self, problems, name, class_name (classes, mapping->suggestion));
      if (mapping->target != GW_IMPORT_IGNORE)
        mapping->becomes = g_strdup (mapping->target == GW_IMPORT_CREATE ? name
                                                                         : class_name (classes, mapping->target));
      g_ptr_array_add (self->mappings, mapping);
    }
  _gw_import_choose_colors (self, classes);

  return TRUE;
}
