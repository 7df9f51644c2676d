/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-balance.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-advisor.h"
#include "gw-error.h"

/* Where no remedy is worth its price, and where weights still do. */
#define EVEN_RATIO 1.5
#define WEIGHTS_RATIO 10.0

/* What gw_advise_warnings() takes for few rows. */
#define LEAST_SMALL 30
#define SMALL_PART 5

void
gw_balance_free (GwBalance *self)
{
  if (self == NULL)
    return;
  g_free (self->counts);
  g_free (self->effective);
  g_free (self->weights);
  g_free (self);
}

/* What is least and still helps. */
static const char *
choose_remedy (const GwClassBalance *balance)
{
  if (balance->n_rows == 0 || balance->n_empty_classes > 0)
    return balance->n_rows == 0 ? "none" : "label_more";
  if (balance->imbalance_ratio < EVEN_RATIO)
    return "none";

  return balance->imbalance_ratio < WEIGHTS_RATIO ? "class_weights" : "oversampling";
}

static void
advise (GwBalance *self)
{
  GwAdvisorQuestion question = { .cost = GW_COST_EQUAL,
                                 .majority_share = self->balance.majority_share,
                                 .skew_limit = GW_ADVISOR_SKEW_LIMIT };
  GwAdvice advice = { 0 };

  gw_advise_metric (&question, &advice);
  self->metric = advice.metric;
  self->reason = advice.reason;
  self->remedy = choose_remedy (&self->balance);
  gw_advise_warnings (self->counts, self->n_classes, &self->warnings);
}

static void
find_ends (GwBalance *self)
{
  for (gsize i = 0; i < self->n_classes; i++)
    {
      if (self->counts[i] > self->counts[self->largest])
        self->largest = i;
      if (self->counts[i] > 0 && (self->counts[self->smallest] == 0 || self->counts[i] < self->counts[self->smallest]))
        self->smallest = i;
    }
}

GwBalance *
gw_balance_new (const guint64 *counts, gsize n_classes, GError **error)
{
  g_autoptr (GwBalance) self = g_new0 (GwBalance, 1);

  self->n_classes = n_classes;
  self->counts = g_new0 (guint64, MAX (n_classes, 1));
  self->effective = g_new0 (double, MAX (n_classes, 1));
  self->weights = g_new0 (double, MAX (n_classes, 1));
  if (n_classes > 0)
    memcpy (self->counts, counts, n_classes * sizeof *counts);
  if (!gw_status_has_values (gw_class_balance (self->counts, n_classes, &self->balance)))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("There are too many rows."));
      return NULL;
    }

  gw_class_effective_numbers (self->counts, n_classes, GW_CLASS_BALANCE_BETA, self->effective);
  gw_class_weights_balanced (self->counts, n_classes, self->weights);
  find_ends (self);
  advise (self);
  return g_steal_pointer (&self);
}

guint64
gw_balance_get_small_limit (const GwBalance *self)
{
  return MAX (LEAST_SMALL, self->balance.n_rows / SMALL_PART / MAX (self->n_classes, 1));
}

/* --- images ------------------------------------------------------------------------ */

/* Rows of images in their order. */
typedef struct
{
  const GArray *images;
  const GArray *classes;
  guint next;
} Rows;

/* Each class of an image counts once, whether it is that of objects or of a label.
 * Returns: whether the image has any row
 */
static gboolean
count_image (Rows *rows, gint32 image, gint32 *last, guint64 *counts)
{
  gboolean any = FALSE;

  for (; rows->next < rows->images->len && g_array_index (rows->images, gint32, rows->next) == image; rows->next++)
    {
      const gint32 place = g_array_index (rows->classes, gint32, rows->next);

      any = TRUE;
      if (place < 0 || last[place] == image)
        continue;
      last[place] = image;
      counts[place]++;
    }
  return any;
}

void
gw_balance_count_images (const GwDataSet *set, guint64 *images, gsize *n_without)
{
  const gsize n_classes = set->classes->len;
  g_autofree gint32 *last = g_new (gint32, MAX (n_classes, 1));
  Rows objects = { set->object_images, set->object_classes, 0 };
  Rows labels = { set->label_images, set->label_classes, 0 };

  *n_without = 0;
  for (gsize i = 0; i < n_classes; i++)
    {
      last[i] = -1;
      images[i] = 0;
    }
  for (gsize i = 0; i < set->n_images; i++)
    {
      const gboolean drawn = count_image (&objects, (gint32) i, last, images);
      const gboolean labeled = count_image (&labels, (gint32) i, last, images);

      *n_without += !drawn && !labeled;
    }
}
