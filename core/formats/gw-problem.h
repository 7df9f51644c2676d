/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  GW_SEVERITY_INFO = 0,
  GW_SEVERITY_WARNING = 1,
  GW_SEVERITY_ERROR = 2 /* something was left out */
} GwSeverity;

/* What became of the thing that a problem is about. */
typedef enum
{
  GW_OUTCOME_KEPT = 0,    /* as the file has it */
  GW_OUTCOME_CHANGED = 1, /* put right: cut, swapped, renumbered, matched by another name */
  GW_OUTCOME_LEFT_OUT = 2,
  GW_N_OUTCOMES
} GwOutcome;

/* One thing that a reader or writer met (spec formats 15.3). */
typedef struct
{
  GwSeverity severity;
  GwOutcome outcome;
  const char *code; /* of gw-problem-code.h; interned */
  char *file;       /* (nullable) */
  guint64 line;     /* 1-based, 0: none */
  char *pointer;    /* (nullable): JSON pointer */
  char *image;      /* (nullable): path */
  char *object;     /* (nullable): which, as the file names it */
  char *label;      /* (nullable): class name */
  char *detail;     /* (nullable): the value: “-6, 301, 188, 77” */
  char *text;       /* a sentence */
  guint n_images;   /* images that were left out with it */
  guint n_labels;   /* objects, image labels and scores that were left out with it */
  double amount;    /* how bad, where that has a measure (pixels beyond the border); 0 else */
} GwProblem;

/* What the problems of one code come to. */
typedef struct
{
  const char *code;
  GwSeverity severity; /* the worst */
  guint64 count;
  guint64 outcomes[GW_N_OUTCOMES];
  guint64 n_images; /* sums of the problems' */
  guint64 n_labels;
  double largest; /* amount */
} GwProblemKind;

typedef struct _GwProblems GwProblems;

#define GW_TYPE_PROBLEMS (gw_problems_get_type ())

/* The problems of which one code keeps whole; all are counted. */
#define GW_PROBLEMS_KEPT 10000

/* A counted collection of problems: all are counted by code and severity,
 * the first GW_PROBLEMS_KEPT of each code are kept whole. Thread-safe;
 * counted.
 */
GType gw_problems_get_type (void);
GwProblems *gw_problems_new (void);
GwProblems *gw_problems_ref (GwProblems *self);
void gw_problems_unref (GwProblems *self);

/* From now on files below folder (nullable: of no folder) are named as if they lay
 * in shown: for what an archive holds, whose files are unpacked somewhere.
 */
void gw_problems_set_place (GwProblems *self, const char *folder, const char *shown);

/* Takes over the problem. */
void gw_problems_take (GwProblems *self, GwProblem *problem);
/* Takes a copy, where the problem is kept or written: for problems written down in place. code may be any
 * string; the outcome is as told.
 */
void gw_problems_report (GwProblems *self, const GwProblem *problem);
/* A problem in one call; an error counts as left out, anything else as kept. */
void gw_problems_add (GwProblems *self, GwSeverity severity, const char *code, const char *file, guint64 line,
                      const char *image, const char *text_format, ...) G_GNUC_PRINTF (7, 8);

/* Whether the next problem of a code is kept or written; of others nobody sees more than
 * that they were, and who finds them by the hundred thousand need not describe them.
 */
gboolean gw_problems_want (GwProblems *self, const char *code);

guint64 gw_problems_count (GwProblems *self);
guint64 gw_problems_count_severity (GwProblems *self, GwSeverity severity);
/* The labels that were left out of images that stay themselves: those of problems that left out no
 * image.
 */
guint64 gw_problems_count_lost_labels (GwProblems *self);
/* (transfer full): codes met, most frequent first, then by name. */
GStrv gw_problems_list_codes (GwProblems *self);
guint64 gw_problems_count_code (GwProblems *self, const char *code);
/* FALSE, and a kind of zeros, for a code that was not met. */
gboolean gw_problems_get_kind (GwProblems *self, const char *code, GwProblemKind *kind);
/* (transfer container) (element-type GwProblem): those kept of a code, in the
 * order they came; NULL code: of all codes, in the order of
 * gw_problems_list_codes(). They live as long as the collection.
 */
GPtrArray *gw_problems_list (GwProblems *self, const char *code);

/* 0 clean, 1 warnings, 2 some records rejected. */
int gw_problems_exit_code (GwProblems *self);

/* Writes those kept as CSV, and for each code with more than that a row that
 * says how many are not listed. for_spreadsheet: so that no cell is taken for a
 * formula. An existing file is replaced, whole or not at all.
 */
gboolean gw_problems_save_csv (GwProblems *self, const char *path, gboolean for_spreadsheet, GError **error);

/* Writes every problem from now on to a CSV file as it comes, however many;
 * gw_problems_end_csv() makes the file appear, and reports what went wrong
 * on the way. One file at a time.
 */
gboolean gw_problems_begin_csv (GwProblems *self, const char *path, GError **error);
gboolean gw_problems_end_csv (GwProblems *self, GError **error);

/* How far a collection has come, to go back to: for work that turns out to be done over. */
typedef struct _GwProblemsMark GwProblemsMark;

GwProblemsMark *gw_problems_mark (GwProblems *self);
/* Forgets what came since, in a CSV file too. Lists that were given since are not to be used any
 * more. FALSE where the file cannot be cut.
 */
gboolean gw_problems_rewind (GwProblems *self, const GwProblemsMark *mark, GError **error);
void gw_problems_mark_free (GwProblemsMark *mark);

/* (transfer full); code need not be a constant. */
GwProblem *gw_problem_new (GwSeverity severity, const char *code, char *text);
GwProblem *gw_problem_copy (const GwProblem *self);
void gw_problem_free (GwProblem *problem);
/* “FILE:LINE: ” or as much of it as is known, for messages. (transfer full) */
char *gw_problem_get_place (const GwProblem *self);

const char *gw_severity_get_nick (GwSeverity severity); /* "info", "warning", "error" */
const char *gw_outcome_get_nick (GwOutcome outcome);    /* "kept", "changed", "left-out" */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwProblem, gw_problem_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwProblems, gw_problems_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwProblemsMark, gw_problems_mark_free)

G_END_DECLS
