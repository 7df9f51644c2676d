/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-class-numbers.h"

#include "gw-number.h"
#include "gw-writer-private.h"

/* Numbers beyond are not kept: a list with so many gaps helps nobody. */
#define MOST_NUMBERS 100000

struct _GwClassNumbers
{
  const GwRecordHead *head;
  GPtrArray *classes;  /* (nullable elements): by number */
  GHashTable *numbers; /* GwClass -> number + 1 */
  guint next;          /* no number below is free */
};

static void
give (GwClassNumbers *self, GwClass *class, guint number)
{
  if (number >= self->classes->len)
    g_ptr_array_set_size (self->classes, (int) number + 1);
  g_ptr_array_index (self->classes, number) = class;
  g_hash_table_insert (self->numbers, class, GUINT_TO_POINTER (number + 1));
}

static void
give_next (GwClassNumbers *self, GwClass *class)
{
  while (self->next < self->classes->len && g_ptr_array_index (self->classes, self->next) != NULL)
    self->next++;
  give (self, class, self->next);
}

/* The number that a file gave; -1: none that can be kept. */
static gint64
get_given (const GwClassNumbers *self, GwClass *class, const char *format)
{
  const char *alias;
  gint64 number;

  if (!gw_class_get_alias (class, format, &alias, NULL) || alias == NULL || !gw_number_parse_int64 (alias, -1, &number)
      || number < 0 || number >= MOST_NUMBERS)
    return -1;

  return number < self->classes->len && g_ptr_array_index (self->classes, number) != NULL ? -1 : number;
}

GwClassNumbers *
gw_class_numbers_new (const GwRecordHead *head, const char *format)
{
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (head);
  GwClassNumbers *self = g_new0 (GwClassNumbers, 1);

  self->head = head;
  self->classes = g_ptr_array_new ();
  self->numbers = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);
      gint64 number = get_given (self, class, format);

      if (number >= 0)
        give (self, class, (guint) number);
    }
  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);

      if (!g_hash_table_contains (self->numbers, class) && !g_hash_table_contains (groups, class))
        give_next (self, class);
    }

  return self;
}

void
gw_class_numbers_free (GwClassNumbers *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->classes);
  g_hash_table_unref (self->numbers);
  g_free (self);
}

int
gw_class_numbers_ensure (GwClassNumbers *self, gint64 class_id)
{
  GwClass *class = gw_record_head_find_class (self->head, class_id);

  if (class == NULL)
    return -1;
  if (!g_hash_table_contains (self->numbers, class))
    give_next (self, class);

  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, class)) - 1;
}

guint
gw_class_numbers_get_n (const GwClassNumbers *self)
{
  return self->classes->len;
}

GwClass *
gw_class_numbers_get (const GwClassNumbers *self, guint number)
{
  return number < self->classes->len ? g_ptr_array_index (self->classes, number) : NULL;
}
