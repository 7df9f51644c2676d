/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-format.h"
#include "gw-picture-stems.h"

G_BEGIN_DECLS

/* What readers of formats with an XML file for each picture share: the files of a source, the
 * pictures that belong to them, the classes that they name. Every file is gone through twice,
 * for its classes first, and read once as long as memory for that lasts: GW_XML_SET_MOST_KEPT, and
 * the document that is just being read.
 */

/* How a file is understood: parse makes a document of a text, with a code and an error on
 * failure (as gw_xml_parse()), free frees it, and measure tells how many bytes of memory it takes,
 * which may be many times as many as its text has.
 */
typedef struct
{
  gpointer (*parse) (const char *text, gsize length, const char **code, GError **error);
  GDestroyNotify free;
  gsize (*measure) (gconstpointer document);
  const char *const *tags; /* that a file has which cannot be parsed and is of the kind (gw_xml_mentions()) */
} GwXmlKind;

/* Bytes that documents take at most which are kept from one time to the other: of files with a few
 * objects some 60,000. The others are read again.
 */
#define GW_XML_SET_MOST_KEPT ((gsize) 64 << 20)

typedef struct
{
  const GwXmlKind *kind;
  char *folder;             /* of the XML files */
  GPtrArray *files;         /* char *: relative to folder, by name */
  GwPictureStems *pictures; /* (nullable): until gw_xml_set_find_pictures(), or there are none */
  GHashTable *classes;      /* name as in the files -> class id; 0: it cannot be one */
  GHashTable *declared;     /* GwClass that have a name of the files */
  gpointer *kept;           /* (nullable): documents of files, in their order; NULL: to be read again */
  gsize n_kept;             /* bytes that they take */
  guint next;
} GwXmlSet;

/* Called with each document and the file that it is of. */
typedef void (*GwXmlFunc) (gpointer document, const char *file, gpointer data);

/* For detection: calls func with the documents of a few files, of those that can be read, and gives
 * the number of those that cannot and are of the kind all the same.
 */
guint gw_xml_set_sample (const GwXmlKind *kind, const char *source, gboolean is_folder, GwXmlFunc func, gpointer data);

/* Lists the files of a source, a folder or one of them. FALSE with GW_ERROR_INVALID where there
 * is none, unless it may be empty; gw_xml_set_clear() may be called all the same. kind must be
 * static. work (nullable) is told how many there are.
 */
gboolean gw_xml_set_open (GwXmlSet *self, const GwXmlKind *kind, const char *source, gboolean may_be_empty,
                          GwWork *work, GCancellable *cancellable, GError **error);
void gw_xml_set_clear (GwXmlSet *self);

/* Calls func with each document in order; what cannot be read is told of by gw_xml_set_next().
 * FALSE where it was cancelled. Reads all files.
 */
gboolean gw_xml_set_scan (GwXmlSet *self, GwReader *reader, GwXmlFunc func, gpointer data, GCancellable *cancellable,
                          GError **error);

/* Makes a class of a name that was met, once. */
void gw_xml_set_note_class (GwXmlSet *self, GwReader *reader, const char *name, const char *file, guint64 line);
/* 0 for NULL and for names that cannot be one. */
gint64 gw_xml_set_find_class (const GwXmlSet *self, const char *name);

/* Looks for the pictures of the files in the usual folders, relative to that of the files, and tells
 * the reader where they are. more: paths without ending that there are pictures of, too
 * (element-type utf8) (nullable).
 */
void gw_xml_set_find_pictures (GwXmlSet *self, GwReader *reader, const char *const *usual, gsize n,
                               const GPtrArray *more, GCancellable *cancellable);

/* The next document that can be read, with its file and the file's path without ending, from the
 * folder; others are reported and counted. NULL at the end, or with error set. (transfer full)
 */
gpointer gw_xml_set_next (GwXmlSet *self, GwReader *reader, char **file, char **stem, GCancellable *cancellable,
                          GError **error);

G_END_DECLS
