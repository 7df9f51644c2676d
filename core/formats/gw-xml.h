/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Strict reading of small XML files (spec formats 15.6): no document type, no entities but
 * the five that XML has and characters by number, at most GW_XML_MOST_DEPTH elements in each
 * other; UTF-8, UTF-16 and ISO-8859-1.
 */
#define GW_XML_MOST_DEPTH 64

typedef struct
{
  /* names, values: of the attributes, ended by NULL. line: of the end of the tag. */
  gboolean (*start) (const char *name, const char *const *names, const char *const *values, guint64 line, gpointer data,
                     GError **error);
  /* text: what stands in the element itself, blanks and all. */
  gboolean (*end) (const char *name, const char *text, gpointer data, GError **error);
} GwXmlFuncs;

/* Calls the functions for each element in the order of the text, until one says FALSE.
 *
 * code  (out): on FALSE the problem's code, a constant: "encoding", "xml-dtd", "xml-depth",
 *       "xml-syntax"; NULL where a function failed
 */
gboolean gw_xml_parse (const char *text, gsize length, const GwXmlFuncs *funcs, gpointer data, const char **code,
                       GError **error);

/* The value of an attribute; NULL: there is none. */
const char *gw_xml_get_attribute (const char *const *names, const char *const *values, const char *name);

/* Appends text with what XML has a meaning for written as entities, and what it cannot hold
 * (control characters) left out.
 */
void gw_xml_append_text (GString *out, const char *text);

G_END_DECLS
