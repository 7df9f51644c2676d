/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-json-members.h"

G_BEGIN_DECLS

/* A streaming writer of XML: one element a line, those within it indented. The same calls
 * give the same bytes everywhere.
 *
 * What XML has a meaning for is written as entities; what it cannot hold (control characters)
 * is left out. The calls return nothing; the first error is kept, everything after it is
 * ignored, and gw_xml_writer_finish() gives it.
 */
typedef struct _GwXmlWriter GwXmlWriter;

/* A writer to stream, which is referenced, written in blocks and not closed. indent: what
 * stands before a line for each element around it; depth: how many elements there are around
 * the first line. (transfer full)
 */
GwXmlWriter *gw_xml_writer_new (GOutputStream *stream, const char *indent, guint depth);
/* Appends to string, which must outlive it. (transfer full) */
GwXmlWriter *gw_xml_writer_new_for_string (GString *string, const char *indent, guint depth);
/* What was not flushed by finish is lost. */
void gw_xml_writer_free (GwXmlWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwXmlWriter, gw_xml_writer_free)

/* <?xml version="1.0" encoding="utf-8"?> */
void gw_xml_writer_declare (GwXmlWriter *self);

/* Opens an element. Its attributes come first; names must be names of XML. */
void gw_xml_writer_begin (GwXmlWriter *self, const char *name);
void gw_xml_writer_attribute (GwXmlWriter *self, const char *name, const char *value);
void gw_xml_writer_attribute_int64 (GwXmlWriter *self, const char *name, gint64 value);
/* Closes the last one: <name/> where nothing was put into it. */
void gw_xml_writer_end (GwXmlWriter *self);
/* Closes an element in which there is nothing but the text. */
void gw_xml_writer_end_text (GwXmlWriter *self, const char *text);

/* <name>text</name> */
void gw_xml_writer_text (GwXmlWriter *self, const char *name, const char *text);
/* Lines that are XML already, as they are. length -1: up to the NUL. */
void gw_xml_writer_raw (GwXmlWriter *self, const char *xml, gssize length);

/* Elements whose texts stand in members by their paths, “source/database” and “point#2/x”, in
 * their order; what begins with “#” tells elements of one name apart, and “point#2@kind” is an
 * attribute, which stands before what is in its element. What is no name is left out.
 */
void gw_xml_writer_paths (GwXmlWriter *self, const GwJsonMembers *members);
/* Those of members that are attributes of the element that was just opened: “@kind”. */
void gw_xml_writer_attributes (GwXmlWriter *self, const GwJsonMembers *members);

/* Whether a text can be the name of an element or attribute. */
gboolean gw_xml_is_name (const char *text);

gboolean gw_xml_writer_has_failed (GwXmlWriter *self);
/* Flushes, and reports the first error. The stream is neither closed nor flushed itself. */
gboolean gw_xml_writer_finish (GwXmlWriter *self, GError **error);

G_END_DECLS
