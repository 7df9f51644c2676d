/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gw-convert.h"
#include "gw-format.h"
#include "gw-json-members.h"
#include "gw-test-data.h"

/* What tests of formats share: a folder for one test, texts as files, whole
 * readings.
 */
typedef struct
{
  char *top;    /* removed in the end, with all that is in it */
  char *folder; /* in it */
  GwProblems *problems;
  GwRecordHead *head; /* of the last reading */
  GPtrArray *records; /* of GwRecord: of the last reading */
  GwIntakeCounts counts;
  GError *error; /* of the last reading or conversion */
} Fixture;

void fixture_set_up (Fixture *self, gconstpointer data);
void fixture_tear_down (Fixture *self, gconstpointer data);

/* A file of the test's folder; its path is (transfer full). */
char *fixture_write (Fixture *self, const char *name, const char *text);
/* A file of labelme with these shapes, of an image a.png of 100 by 50. */
char *fixture_write_labelme (Fixture *self, const char *name, const char *shapes);
char *fixture_path (Fixture *self, const char *name);
/* A PNG of this size. */
void fixture_picture (Fixture *self, const char *name, int width, int height);
char *fixture_load (Fixture *self, const char *name);

/* A PNG of any kind. */
typedef struct
{
  int width;
  int height;
  int depth;
  int type; /* PNG_COLOR_TYPE_* */
  gboolean interlaced;
  int n_palette;
  const guint32 *palette; /* 0xRRGGBB */
  const guint8 *alpha;    /* (nullable): of the palette's entries */
  const guint8 *rows;     /* as in the file, one sample a byte below 16 bits, big-endian there */
} FixturePng;

void fixture_png (Fixture *self, const char *name, const FixturePng *png);

/* Reads all records through the intake, forgetting those before. NULL options
 * are none. FALSE with self->error.
 */
gboolean fixture_read (Fixture *self, const char *format, const char *source, const GwReadOptions *options);
gboolean fixture_read_text (Fixture *self, const char *format, const char *text);
/* Converts; problems are forgotten before. */
gboolean fixture_convert (Fixture *self, const char *source, const char *from, const char *to, const char *target,
                          const GwWriteOptions *options);

GwRecord *fixture_record (Fixture *self, guint i);
GwObject *fixture_object (Fixture *self, guint record, guint i);
const char *fixture_class (Fixture *self, gint64 id);
/* A record's score of a class (name); NULL: it has none. */
const GwLabel *fixture_score (Fixture *self, guint record, const char *name);
/* The first class that is true of a record beside predictions; NULL: it has none. */
const char *fixture_truth (Fixture *self, guint record);
guint64 fixture_count (Fixture *self, const char *code);
guint64 fixture_count_objects (Fixture *self, GwShapeKind kind);
/* Everything read is used or told of: the sums of the problems' numbers. */
void fixture_assert_adds_up (Fixture *self);
void fixture_assert_box (Fixture *self, guint record, guint i, double x, double y, double width, double height);

/* That the reader tells how far it is, record by record, of which there are n and each is as long;
 * `opened` of the way is behind it when the first one comes.
 */
void fixture_assert_progress (Fixture *self, const char *format, const char *source, double opened, guint n);

/* That what the reader tells never goes back while the source is opened and read, and ends at the end. */
void fixture_assert_forward (Fixture *self, const char *format, const char *source);

#define FIXTURE_TEST(path, function) g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
