/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Strict reading of XML (spec formats 15.6): no document type, no entities but the five that
 * XML has and characters by number, at most GW_XML_MOST_DEPTH elements in each other; UTF-8,
 * UTF-16 and ISO-8859-1.
 */
#define GW_XML_MOST_DEPTH 64
/* Bytes of one tag, and of the texts of all elements that are open, together. */
#define GW_XML_MOST_BYTES ((gsize) 64 * 1024 * 1024)

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
 * code  (out): on FALSE the problem's code, a constant: "encoding", "limit", "truncated-file",
 *       "xml-dtd", "xml-depth", "xml-syntax"; NULL where a function failed
 */
gboolean gw_xml_parse (const char *text, gsize length, const GwXmlFuncs *funcs, gpointer data, const char **code,
                       GError **error);

/* The same for a text that comes in pieces, cut anywhere: for files larger than memory. It
 * holds the tag that is being read and the texts of open elements, and nothing else. After a
 * FALSE all that can be done is to free it.
 */
typedef struct _GwXmlParser GwXmlParser;

/* funcs (copied) get data. (transfer full) */
GwXmlParser *gw_xml_parser_new (const GwXmlFuncs *funcs, gpointer data);
void gw_xml_parser_free (GwXmlParser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwXmlParser, gw_xml_parser_free)

gboolean gw_xml_parser_feed (GwXmlParser *self, const char *bytes, gsize length, const char **code, GError **error);
/* There is no more: all elements must be closed. */
gboolean gw_xml_parser_finish (GwXmlParser *self, const char **code, GError **error);
/* The line, from 1, up to which the text has been read. */
guint64 gw_xml_parser_get_line (GwXmlParser *self);

/* Whether the beginning of a text, well-formed or not, has all of the tags (ended by NULL), such as
 * "<annotation": for telling what a file was meant to be that cannot be parsed. Of UTF-16, too.
 */
gboolean gw_xml_mentions (const char *text, gsize length, const char *const *tags);

/* The value of an attribute; NULL: there is none. */
const char *gw_xml_get_attribute (const char *const *names, const char *const *values, const char *name);

G_END_DECLS
