/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "gw-status.h"

G_BEGIN_DECLS

/* Files of reference values (format "groundwork-golden/1"): a case names a
 * function, what goes in and what must come out.
 *
 * A topic is a file golden-TOPIC.c with one GoldenFunction for each function that
 * it knows, listed in golden_functions; it reads with golden_number() and its
 * like, calls the library, and says what came out with golden_expect_...(). The
 * first thing that is not as it must be is kept as the failure of the case.
 */
typedef struct
{
  const char *id;
  const char *folder; /* of the file, for cases that name others */
  JsonObject *inputs;
  JsonObject *args;
  JsonObject *expect;
  double abs;
  double rel;
  char *failure; /* (nullable) */
} GoldenCase;

typedef struct
{
  const char *name;
  void (*run) (GoldenCase *self);
} GoldenFunction;

/* Each ends with a row without a name. */
extern const GoldenFunction golden_agreement[];
extern const GoldenFunction golden_balance[];
extern const GoldenFunction golden_coco[];
extern const GoldenFunction golden_correlation[];
extern const GoldenFunction golden_detection[];
extern const GoldenFunction golden_distribution[];
extern const GoldenFunction golden_drift[];
extern const GoldenFunction golden_forest[];
extern const GoldenFunction golden_geometry[];
extern const GoldenFunction golden_hashes[];
extern const GoldenFunction golden_imputation[];
extern const GoldenFunction golden_label_errors[];
extern const GoldenFunction golden_of_labels[];
extern const GoldenFunction golden_of_models[];
extern const GoldenFunction golden_of_scores[];
extern const GoldenFunction golden_random[];
extern const GoldenFunction golden_resample[];
extern const GoldenFunction golden_segmentation[];
extern const GoldenFunction golden_splits[];

/* --- what goes in ---------------------------------------------------------------- */

gboolean golden_has (GoldenCase *self, const char *name);
/* The argument itself, or the shared input that "@name" stands for; a failure
 * and NULL where there is none. */
JsonNode *golden_argument (GoldenCase *self, const char *name);
JsonNode *golden_resolve (GoldenCase *self, JsonNode *node);
double golden_number (GoldenCase *self, const char *name);
gint64 golden_int (GoldenCase *self, const char *name);
gboolean golden_boolean (GoldenCase *self, const char *name);
const char *golden_string (GoldenCase *self, const char *name);

/* Doubles of a number, a flat array or a matrix (*columns is 1 unless it is one;
 * NULL: not asked); null is NaN. (transfer full) */
GArray *golden_numbers (GoldenCase *self, const char *name, gsize *columns);
GArray *golden_numbers_of (JsonNode *node, gsize *columns);
/* (transfer full): the same as labels; null is -1. */
gint32 *golden_labels (GoldenCase *self, const char *name, gsize *n);

#define GOLDEN_AT(array, i) g_array_index (array, double, i)
#define GOLDEN_DATA(array) ((double *) (void *) (array)->data)

/* --- what must come out ------------------------------------------------------------ */

/* Notes a failure, if it is the first. */
void golden_fail (GoldenCase *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean golden_wants (GoldenCase *self, const char *key);
void golden_expect_number (GoldenCase *self, const char *key, double got);
void golden_expect_numbers (GoldenCase *self, const char *key, const double *got, gsize n);
/* Equal, whatever the tolerance. */
void golden_expect_count (GoldenCase *self, const char *key, guint64 got);
void golden_expect_counts (GoldenCase *self, const char *key, const guint64 *got, gsize n);
void golden_expect_labels (GoldenCase *self, const char *key, const gint32 *got, gsize n);
void golden_expect_rows (GoldenCase *self, const char *key, const guint32 *got, gsize n);
void golden_expect_string (GoldenCase *self, const char *key, const char *got);
/* Against the "status" of the expectation: "ok", "single_class" …; where it has
 * none, ok is wanted. FALSE where no values can be looked at.
 */
gboolean golden_expect_status (GoldenCase *self, gw_status got);
/* Anything but OK is a failure. */
gboolean golden_expect_ok (GoldenCase *self, gw_status got);

G_END_DECLS
