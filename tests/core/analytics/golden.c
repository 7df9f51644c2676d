/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "golden.h"

#include <math.h>

void
golden_fail (GoldenCase *self, const char *format, ...)
{
  va_list arguments;

  if (self->failure != NULL)
    return;

  va_start (arguments, format);
  self->failure = g_strdup_vprintf (format, arguments);
  va_end (arguments);
}

/* --- what goes in ---------------------------------------------------------------- */

gboolean
golden_has (GoldenCase *self, const char *name)
{
  return json_object_has_member (self->args, name) && !json_object_get_null_member (self->args, name);
}

JsonNode *
golden_resolve (GoldenCase *self, JsonNode *node)
{
  const char *name = JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
                         ? json_node_get_string (node)
                         : NULL;

  return name != NULL && name[0] == '@' ? json_object_get_member (self->inputs, name + 1) : node;
}

JsonNode *
golden_argument (GoldenCase *self, const char *name)
{
  JsonNode *node = json_object_get_member (self->args, name);

  if (node != NULL)
    node = golden_resolve (self, node);
  if (node == NULL)
    golden_fail (self, "there is no argument “%s”", name);

  return node;
}

static double
number_of (JsonNode *node)
{
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NAN;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_str_equal (json_node_get_string (node), "-inf") ? -INFINITY : INFINITY;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node) ? 1 : 0;

  return json_node_get_double (node);
}

double
golden_number (GoldenCase *self, const char *name)
{
  return number_of (golden_argument (self, name));
}

gint64
golden_int (GoldenCase *self, const char *name)
{
  JsonNode *node = golden_argument (self, name);

  return node != NULL ? json_node_get_int (node) : 0;
}

gboolean
golden_boolean (GoldenCase *self, const char *name)
{
  return json_object_has_member (self->args, name) && json_object_get_boolean_member (self->args, name);
}

const char *
golden_string (GoldenCase *self, const char *name)
{
  JsonNode *node = golden_argument (self, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : "";
}

GArray *
golden_numbers_of (JsonNode *node, gsize *columns)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (double));
  JsonArray *array;

  if (columns != NULL)
    *columns = 1;
  if (node == NULL)
    return numbers;
  if (JSON_NODE_HOLDS_VALUE (node) || JSON_NODE_HOLDS_NULL (node))
    {
      double number = number_of (node);

      return g_array_append_val (numbers, number);
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *matrix = json_node_get_object (node);

      if (columns != NULL)
        *columns = (gsize) json_object_get_int_member (matrix, "cols");
      array = json_object_get_array_member (matrix, "data");
    }
  else
    array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      double number = number_of (json_array_get_element (array, i));

      g_array_append_val (numbers, number);
    }

  return numbers;
}

GArray *
golden_numbers (GoldenCase *self, const char *name, gsize *columns)
{
  return golden_numbers_of (golden_argument (self, name), columns);
}

gint32 *
golden_labels (GoldenCase *self, const char *name, gsize *n)
{
  g_autoptr (GArray) numbers = golden_numbers (self, name, NULL);
  gint32 *labels = g_new (gint32, MAX (numbers->len, 1));

  *n = numbers->len;
  for (gsize i = 0; i < *n; i++)
    labels[i] = isnan (GOLDEN_AT (numbers, i)) ? -1 : (gint32) GOLDEN_AT (numbers, i);

  return labels;
}

/* --- what must come out ------------------------------------------------------------ */

gboolean
golden_wants (GoldenCase *self, const char *key)
{
  return json_object_has_member (self->expect, key);
}

/* (transfer full) (nullable): as many numbers as came out, else a failure. */
static GArray *
wanted (GoldenCase *self, const char *key, gsize n)
{
  g_autoptr (GArray) want = NULL;

  if (!golden_wants (self, key))
    {
      golden_fail (self, "nothing is expected of “%s”", key);
      return NULL;
    }

  want = golden_numbers_of (json_object_get_member (self->expect, key), NULL);
  if (want->len != n)
    {
      golden_fail (self, "%s has %" G_GSIZE_FORMAT " values instead of %u", key, n, want->len);
      return NULL;
    }

  return g_steal_pointer (&want);
}

void
golden_expect_numbers (GoldenCase *self, const char *key, const double *got, gsize n)
{
  g_autoptr (GArray) want = wanted (self, key, n);

  for (gsize i = 0; want != NULL && i < n; i++)
    {
      double value = GOLDEN_AT (want, i);
      gboolean same = isnan (value)   ? isnan (got[i])
                      : isinf (value) ? got[i] == value
                                      : fabs (got[i] - value) <= self->abs + self->rel * fabs (value);

      if (!same)
        golden_fail (self, "%s[%" G_GSIZE_FORMAT "] is %.17g instead of %.17g", key, i, got[i], value);
    }
}

void
golden_expect_number (GoldenCase *self, const char *key, double got)
{
  golden_expect_numbers (self, key, &got, 1);
}

void
golden_expect_counts (GoldenCase *self, const char *key, const guint64 *got, gsize n)
{
  g_autoptr (GArray) want = wanted (self, key, n);

  for (gsize i = 0; want != NULL && i < n; i++)
    {
      if ((double) got[i] != GOLDEN_AT (want, i))
        golden_fail (self, "%s[%" G_GSIZE_FORMAT "] is %" G_GUINT64_FORMAT " instead of %g", key, i, got[i],
                     GOLDEN_AT (want, i));
    }
}

void
golden_expect_count (GoldenCase *self, const char *key, guint64 got)
{
  golden_expect_counts (self, key, &got, 1);
}

void
golden_expect_labels (GoldenCase *self, const char *key, const gint32 *got, gsize n)
{
  g_autoptr (GArray) want = wanted (self, key, n);

  for (gsize i = 0; want != NULL && i < n; i++)
    {
      if ((double) got[i] != GOLDEN_AT (want, i))
        golden_fail (self, "%s[%" G_GSIZE_FORMAT "] is %d instead of %g", key, i, got[i], GOLDEN_AT (want, i));
    }
}

void
golden_expect_rows (GoldenCase *self, const char *key, const guint32 *got, gsize n)
{
  g_autofree guint64 *counts = g_new (guint64, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    counts[i] = got[i];
  golden_expect_counts (self, key, counts, n);
}

void
golden_expect_string (GoldenCase *self, const char *key, const char *got)
{
  const char *want = golden_wants (self, key) ? json_object_get_string_member (self->expect, key) : NULL;

  if (g_strcmp0 (want, got) != 0)
    golden_fail (self, "%s is “%s” instead of “%s”", key, got, want);
}

static const char *
status_name (gw_status status)
{
  switch (status)
    {
    case GW_STATUS_OK:
      return "ok";
    case GW_STATUS_INVALID:
      return "invalid";
    case GW_STATUS_EMPTY:
      return "empty";
    case GW_STATUS_UNDEFINED:
      return "undefined";
    case GW_STATUS_SINGLE_CLASS:
      return "single_class";
    case GW_STATUS_NO_POSITIVE:
      return "no_positive";
    case GW_STATUS_DEGENERATE:
      return "degenerate";
    case GW_STATUS_NO_MAJORITY_NEIGHBOURS:
      return "no_majority_neighbours";
    case GW_STATUS_CAPPED:
      return "capped";
    case GW_STATUS_TOO_LARGE:
    case GW_STATUS_NO_MEMORY:
    case GW_STATUS_CANCELLED:
    default:
      return gw_status_text (status);
    }
}

gboolean
golden_expect_status (GoldenCase *self, gw_status got)
{
  if (!golden_wants (self, "status"))
    return golden_expect_ok (self, got);

  golden_expect_string (self, "status", status_name (got));

  return gw_status_has_values (got);
}

gboolean
golden_expect_ok (GoldenCase *self, gw_status got)
{
  if (got != GW_STATUS_OK)
    golden_fail (self, "the status is “%s”", status_name (got));

  return got == GW_STATUS_OK;
}
