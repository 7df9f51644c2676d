/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The little of YAML that data sets' files have (spec formats 5.1): comments,
 * block maps, block and inline lists, plain and quoted scalars; one level of
 * maps and lists below the top, what lies deeper coming as one list after the
 * other. Block texts (“|”, “>”), such as scripts that load the data, are passed
 * over. Tags, aliases and anchors are refused.
 */
typedef struct _GwYaml GwYaml;

/* NULL with GW_ERROR_INVALID or, for tags and aliases, GW_ERROR_REFUSED; line
 * (nullable) is the one that is to blame.
 */
GwYaml *gw_yaml_parse (const char *text, gsize length, guint64 *line, GError **error);
void gw_yaml_free (GwYaml *self);
gboolean gw_yaml_has (const GwYaml *self, const char *key);
/* The scalar of a key; NULL where there is none. */
const char *gw_yaml_get (const GwYaml *self, const char *key);
/* The elements of a list, or the one scalar; NULL where there is neither. (transfer container) */
GPtrArray *gw_yaml_list (const GwYaml *self, const char *key);
/* The pairs of a map, or the elements of a list with "0", "1" ... as their
 * keys: calls func for each.
 */
void gw_yaml_foreach (const GwYaml *self, const char *key,
                      void (*func) (const char *name, const char *value, gpointer data), gpointer data);
/* The keys of the top level that have a scalar, in order: calls func for each. */
void gw_yaml_foreach_scalar (const GwYaml *self, void (*func) (const char *key, const char *value, gpointer data),
                             gpointer data);
/* The text as a scalar that reads back equal. (transfer full) */
char *gw_yaml_quote (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwYaml, gw_yaml_free)

G_END_DECLS
