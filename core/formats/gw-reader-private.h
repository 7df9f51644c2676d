/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-format.h"
#include "gw-json-reader.h"

G_BEGIN_DECLS

/* What readers share. */

/* A file as a stream, read forward; size (nullable) in bytes. The message of
 * an error names the file.
 */
GInputStream *_gw_reader_open_file (const char *file, guint64 *size, GError **error);

/* Whether a folder has a regular file of this name; one that is a link out of the folder is none. */
gboolean _gw_reader_has_file (const char *folder, const char *name);

/* A small file as a whole, at most 16 MiB; ended by a NUL that length does not count. */
char *_gw_reader_load_file (const char *file, gsize *length, GError **error);

/* Adds the names of classes that a text file has, one a line; empty lines are names, but at
 * the end.
 */
gboolean _gw_reader_load_names (GPtrArray *names, const char *file, GError **error);

/* Whether folders of this name hold a part of the images: "train", "val"... */
gboolean _gw_reader_is_split_name (const char *name);

/* Writes down that a file as a whole cannot be read as JSON, and puts the
 * place before the error's message.
 */
void _gw_reader_fail_json (GwReader *reader, const char *file, guint64 line, GError **error);

/* Tells of keys that objects of a file have twice (spec formats 15.6), if any. place: its file,
 * line (0: that of the first key), pointer, image, and the labels that went with the earlier ones.
 */
void _gw_reader_tell_repeats (GwReader *reader, const GwJsonRepeats *repeats, const GwProblem *place);

/* The class that a file calls name, made if need be. Blanks at the ends are
 * taken off and reported. id (nullable) is the file's own number.
 *
 * declared: (nullable) the set of GwClass that the file's list of classes has
 *   named so far; the class is added and gets its alias, and is reported when
 *   it was in there. NULL: the name was met in a label.
 *
 * Returns: (transfer none) (nullable): NULL, reported, for a name that cannot
 *   be one
 */
GwClass *_gw_reader_ensure_class (GwReader *reader, const char *name, const char *id, GHashTable *declared,
                                  const char *file, guint64 line);

/* Tells of classes of the head that one person meant as one, perhaps: their names differ only in case
 * or blanks. All stay. Every format is asked once its file is open, as an information.
 */
void _gw_reader_report_similar (GwReader *reader, GwSeverity severity);

/* Notes that somebody (nullable) has labeled an image in people (path -> name, both owned); the
 * head has answers as soon as several have labeled the same image.
 */
void _gw_reader_note_person (GwReader *reader, GHashTable *people, const char *path, const char *person);

/* Whose predictions a source has; zero at first. */
typedef struct
{
  char *name;       /* (nullable): of the first one that is named */
  gboolean several; /* another is named, too */
  gboolean unnamed; /* some are of nobody */
} GwModelNote;

void _gw_model_note_add (GwModelNote *self, const char *name);
/* Tells the head of predictions: where all are of one model, its name, and else that records say
 * whose they are (GwRecordHead.models). What is of nobody is of the model that the head names.
 */
void _gw_model_note_settle (const GwModelNote *self, GwRecordHead *head);
void _gw_model_note_clear (GwModelNote *self);

/* Makes the class called parent the parent of class, unless that would go
 * round in a circle.
 */
void _gw_reader_set_parent (GwReader *reader, GwClass *class, const char *parent, const char *file, guint64 line);

/* Tells the reader's work how many bytes of the file at hand have been read. */
void _gw_reader_tell (GwReader *reader, guint64 offset);

/* Frees records (transfer full) that are left when it was cancelled, without waiting for it. */
void _gw_reader_let_go (GPtrArray *records);

/* Remembers the line of the object that was just added to the record. */
void _gw_record_add_place (GwRecord *record, guint64 line);

G_END_DECLS
