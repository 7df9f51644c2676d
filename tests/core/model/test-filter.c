/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-filter.h"

#include <math.h>
#include <string.h>

#include "gw-error.h"
#include "gw-random.h"

/* Parses and prints; what comes back must be `expected` and stay so. */
static void
assert_prints (const char *text, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GwFilter) filter = gw_filter_parse (text, &error);
  g_autoptr (GwFilter) back = NULL;
  g_autofree char *printed = NULL;

  g_assert_no_error (error);
  printed = gw_filter_to_text (filter);
  g_assert_cmpstr (printed, ==, expected);
  back = gw_filter_parse (printed, &error);
  g_assert_no_error (error);
  g_assert_true (gw_filter_equal (filter, back));
}

static void
test_text_reads_back (void)
{
  assert_prints ("", "");
  assert_prints ("  street   night\t", "street night");
  assert_prints ("\"two words\"", "\"two words\"");
  assert_prints ("class:car", "class:car");
  assert_prints ("CLASS=car", "class:car");
  assert_prints ("label:cat,dog", "label:cat,dog");
  assert_prints ("class:\"Traffic Light\",car", "class:\"Traffic Light\",car");
  assert_prints ("class:\"a \\\"b\\\" \\\\ c\"", "class:\"a \\\"b\\\" \\\\ c\"");
  assert_prints ("-class:car", "-class:car");
  assert_prints ("-word", "-word");
  assert_prints ("\"-word\"", "\"-word\"");
  assert_prints ("-\"-word\"", "-\"-word\"");
  assert_prints ("-", "\"-\"");
  assert_prints ("status:labeled,in-review mark:flagged", "status:labeled,in-review mark:flagged");
  assert_prints ("conf<0.7 confidence>=.25", "conf<0.7 conf>=0.25");
  assert_prints ("objects>5 width>=1920 height<=1080 bytes:7", "objects>5 width>=1920 height<=1080 bytes:7");
  assert_prints ("-conf<0.7", "-conf<0.7");
  assert_prints ("split:train,none tag:night by:mara folder:street/",
                 "split:train,none tag:night by:mara folder:street/");
  assert_prints ("id:17,18 import:4", "id:17,18 import:4");
  assert_prints ("brightness<40 contrast>=12.5 sharpness<=100 saturation>0.5 aspect<1.3333333333333333",
                 "brightness<40 contrast>=12.5 sharpness<=100 saturation>0.5 aspect<1.3333333333333333");
  assert_prints ("set:\"12 Actual cat, predicted dog\"", "set:\"12 Actual cat, predicted dog\"");
  assert_prints ("-set:7 set:\"3 a\",4", "-set:7 set:\"3 a\",4");
  assert_prints ("text:a,b", "text:a,b");
  assert_prints ("text:a", "a");
  assert_prints ("\"class:car\"", "\"class:car\"");
  assert_prints ("12:30", "\"12:30\"");
  assert_prints ("größe", "größe");
  assert_prints ("attr:weather=rain,snow -attr:weather:\"light rain\"",
                 "attr:weather=rain,snow -attr:weather=\"light rain\"");
  assert_prints ("attribute:iso>=400 -ATTR:iso<1e3", "attr:iso>=400 -attr:iso<1000");
  assert_prints ("attr:weather -attr:\"time of day\"", "attr:weather -attr:\"time of day\"");
  assert_prints ("attr:\"a=b\"=\"\",\"x,y\" attr:größe=2", "attr:\"a=b\"=\"\",\"x,y\" attr:größe=2");
}

static void
test_days_are_whole (void)
{
  assert_prints ("added>=2026-11-01", "added>=2026-11-01");
  assert_prints ("added<2026-11-01", "added<2026-11-01");
  assert_prints ("added<=2026-11-01", "added<2026-11-02");
  assert_prints ("added>2026-12-31", "added>=2027-01-01");
  assert_prints ("added:2026-11-01", "added>=2026-11-01 added<2026-11-02");
  assert_prints ("-added<2026-11-01", "-added<2026-11-01");
  assert_prints ("added<=2026-11-01T10:00", "added<=2026-11-01T10:00:00.000Z");
  assert_prints ("added<=2026-11-01T00:00", "added<=2026-11-01T00:00:00.000Z");
}

static void
assert_refused (const char *text, const char *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (gw_filter_parse (text, &error));
  g_assert_error (error, GW_ERROR, GW_ERROR_INVALID);
  if (strstr (error->message, word) == NULL)
    g_error ("“%s” says “%s”", text, error->message);
}

static void
test_errors_name_the_nearest (void)
{
  assert_refused ("clas:car", "“class”");
  assert_refused ("lable:car", "“label”");
  assert_refused ("objcts>5", "“objects”");
  assert_refused ("widht>5", "“width”");
  assert_refused ("satus:labeled", "“status”");
  assert_refused ("status:labelled", "“labeled”");
  assert_refused ("status:open", "“labeled”");
  assert_refused ("mark:flag", "“flagged”");
}

static void
test_errors_say_what_is_missing (void)
{
  assert_refused ("class:", "value after the colon");
  assert_refused ("class:car,", "value after the colon");
  assert_refused ("class<3", "cannot be compared");
  assert_refused ("objects>many", "“many”");
  assert_refused ("objects>", "needs a number");
  assert_refused ("conf<nan", "needs a number");
  assert_refused ("added>yesterday", "2026-11-01");
  assert_refused ("-added:2026-11-01", "single day");
  assert_refused ("id:x", "whole numbers");
  assert_refused ("set:dark", "number of a set");
  assert_refused ("set:\"12dark\"", "number of a set");
  assert_refused ("set:0", "number of a set");
  assert_refused ("set:99999999999999999999", "number of a set");
  assert_refused ("brightness:dark", "needs a number");
  assert_refused ("class:\"car", "not closed");
  assert_refused ("\"car", "not closed");
  assert_refused ("\"car\\", "not closed");
  assert_refused ("caf\xe9", "UTF-8");
  assert_refused ("attr:", "name of an attribute");
  assert_refused ("attr<4", "cannot be compared");
  assert_refused ("attr:weather=", "value after the colon");
  assert_refused ("attr:weather=rain,", "value after the colon");
  assert_refused ("attr:iso<low", "needs a number");
  assert_refused ("attr:\"iso", "not closed");
  assert_refused ("attr:weather,iso", "“,iso”");
  assert_refused ("attr:\"iso\"x cat", "“x cat”");
}

static void
test_terms_are_values (void)
{
  g_autoptr (GwFilter) filter = gw_filter_parse ("class:car,bus -tag:night conf<0.5", NULL);
  const GwTerm *term;

  g_assert_cmpuint (gw_filter_get_n_terms (filter), ==, 3);
  term = gw_filter_get_term (filter, 0);
  g_assert_cmpint (term->field, ==, GW_FIELD_CLASS);
  g_assert_cmpint (term->op, ==, GW_OP_IS);
  g_assert_false (term->negate);
  g_assert_cmpuint (g_strv_length (term->values), ==, 2);
  g_assert_true (gw_filter_get_term (filter, 1)->negate);
  term = gw_filter_get_term (filter, 2);
  g_assert_cmpint (term->op, ==, GW_OP_LESS);
  g_assert_cmpfloat (term->number, ==, 0.5);
  g_assert_null (term->values);
}

static void
test_no_term_is_there_twice (void)
{
  g_autoptr (GwFilter) filter = gw_filter_parse ("-class:Car width>100 night -class:Car width>100 night", NULL);

  g_assert_cmpuint (gw_filter_get_n_terms (filter), ==, 3);
  gw_filter_add_value (filter, GW_FIELD_CLASS, TRUE, "Car");
  gw_filter_add_number (filter, GW_FIELD_WIDTH, GW_OP_GREATER, 100.0);
  g_assert_cmpuint (gw_filter_get_n_terms (filter), ==, 3);
  gw_filter_add_number (filter, GW_FIELD_WIDTH, GW_OP_GREATER_EQUAL, 100.0);
  gw_filter_add_value (filter, GW_FIELD_CLASS, FALSE, "Car");
  g_assert_cmpuint (gw_filter_get_n_terms (filter), ==, 5);
}

static void
test_toggles_facets (void)
{
  g_autoptr (GwFilter) filter = gw_filter_parse ("word -class:dog", NULL);
  g_autofree char *text = NULL;

  gw_filter_toggle_value (filter, GW_FIELD_CLASS, "car", TRUE);
  gw_filter_toggle_value (filter, GW_FIELD_CLASS, "bus", TRUE);
  gw_filter_toggle_value (filter, GW_FIELD_CLASS, "bus", TRUE);
  g_assert_true (gw_filter_has_value (filter, GW_FIELD_CLASS, "bus"));
  g_assert_false (gw_filter_has_value (filter, GW_FIELD_CLASS, "dog"));
  text = gw_filter_to_text (filter);
  g_assert_cmpstr (text, ==, "word -class:dog class:car,bus");
  gw_filter_toggle_value (filter, GW_FIELD_CLASS, "car", FALSE);
  gw_filter_toggle_value (filter, GW_FIELD_CLASS, "cow", FALSE);
  gw_filter_toggle_value (filter, GW_FIELD_CLASS, "bus", FALSE);
  g_assert_cmpuint (gw_filter_get_n_terms (filter), ==, 2);
  gw_filter_toggle_value (filter, GW_FIELD_TAG, "x", FALSE);
  gw_filter_remove_field (filter, GW_FIELD_CLASS);
  gw_filter_remove_term (filter, 0);
  g_assert_true (gw_filter_is_empty (filter));
}

/* Of each attribute there is a term: their values are alternatives, attributes are not. */
static void
test_toggles_attributes (void)
{
  g_autoptr (GwFilter) filter = gw_filter_parse ("attr:weather attr:weather<4 -attr:weather=hail", NULL);
  g_autofree char *value = gw_filter_make_attribute_value ("time of day", "x=y");
  g_autofree char *text = NULL;

  g_assert_cmpstr (value, ==, "\"time of day\"=x=y");
  gw_filter_toggle_value (filter, GW_FIELD_ATTRIBUTE, "weather=rain", TRUE);
  gw_filter_toggle_value (filter, GW_FIELD_ATTRIBUTE, value, TRUE);
  gw_filter_toggle_value (filter, GW_FIELD_ATTRIBUTE, "weather=snow", TRUE);
  gw_filter_toggle_value (filter, GW_FIELD_ATTRIBUTE, "weather", TRUE);
  g_assert_true (gw_filter_has_value (filter, GW_FIELD_ATTRIBUTE, "weather=snow"));
  g_assert_true (gw_filter_has_value (filter, GW_FIELD_ATTRIBUTE, value));
  g_assert_false (gw_filter_has_value (filter, GW_FIELD_ATTRIBUTE, "weather=hail"));
  g_assert_false (gw_filter_has_value (filter, GW_FIELD_ATTRIBUTE, "weather"));
  text = gw_filter_to_text (filter);
  g_assert_cmpstr (text, ==,
                   "attr:weather attr:weather<4 -attr:weather=hail attr:weather=rain,snow "
                   "attr:\"time of day\"=x=y");
  gw_filter_toggle_value (filter, GW_FIELD_ATTRIBUTE, "weather=rain", FALSE);
  gw_filter_toggle_value (filter, GW_FIELD_ATTRIBUTE, "weather=snow", FALSE);
  gw_filter_toggle_value (filter, GW_FIELD_ATTRIBUTE, value, FALSE);
  g_assert_cmpuint (gw_filter_get_n_terms (filter), ==, 3);
  gw_filter_remove_field (filter, GW_FIELD_ATTRIBUTE);
  g_assert_true (gw_filter_is_empty (filter));
}

static void
test_turns_classes_to_labels (void)
{
  g_autoptr (GwFilter) filter = gw_filter_parse ("class:car,bus word -class:dog label:cat", NULL);
  g_autofree char *text = NULL;

  gw_filter_turn_classes_to_labels (filter);
  text = gw_filter_to_text (filter);
  g_assert_cmpstr (text, ==, "label:car,bus word -label:dog label:cat");
}

static void
assert_described (const char *text, const char *expected)
{
  g_autoptr (GwFilter) filter = gw_filter_parse (text, NULL);
  g_autofree char *described = gw_filter_describe_term (gw_filter_get_term (filter, 0));

  g_assert_cmpstr (described, ==, expected);
}

static void
test_terms_are_described (void)
{
  assert_described ("class:Cyclist", "Class: Cyclist");
  assert_described ("-class:car,bus", "Class: not car, bus");
  assert_described ("status:in-progress,labeled", "Status: In Progress, Labeled");
  assert_described ("mark:negative", "Mark: Nothing to Label");
  assert_described ("split:none", "Split: None");
  assert_described ("split:val,test,Berlin", "Split: Validation, Test, Berlin");
  assert_described ("id:1,2,3,4", "4 images");
  assert_described ("-id:1,2,3,4", "Not these: 4 images");
  assert_described ("conf<0.7", "Confidence < 0.7");
  assert_described ("-conf<0.7", "Not: Confidence < 0.7");
  assert_described ("width>=1920", "Width ≥ 1920");
  assert_described ("added>=2026-11-01", "Added since 1 November 2026");
  assert_described ("added<=2026-11-01", "Added before 2 November 2026");
  assert_described ("word", "Text: word");
  assert_described ("set:\"12 Actual cat, predicted dog\"", "Set: Actual cat, predicted dog");
  assert_described ("-set:\"12 Dark\",13", "Set: not Dark, 13");
  assert_described ("sharpness<80", "Sharpness < 80");
  assert_described ("attr:weather=rain,snow", "weather: rain, snow");
  assert_described ("-attr:iso>=400", "Not: iso ≥ 400");
  assert_described ("attr:weather", "With weather");
  assert_described ("-attr:\"time of day\"", "Without time of day");
  /* Nothing of it turns the chip around, or makes it two lines. */
  assert_described ("attr:a\u202Eb=c\u2067d", "a\\u202Eb: c\\u2067d");
  assert_described ("attr:a\u202Eb", "With a\\u202Eb");
  assert_described ("attr:a\u202Eb<4", "a\\u202Eb < 4");
  assert_described ("class:\"a\nb\"", "Class: a\\u000Ab");
}

static void
test_set_values (void)
{
  static const char *const titles[] = { "Actual cat, predicted dog", "", " blank", "7", "\"quoted\"\nsecond line" };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *value = gw_filter_make_set_value (12, titles[i]);
      g_autoptr (GwFilter) filter = gw_filter_new ();
      g_autoptr (GwFilter) back = NULL;
      g_autofree char *text = NULL;
      const char *title = NULL;
      gint64 id = 0;

      g_assert_true (gw_filter_parse_set_value (value, &id, &title));
      g_assert_cmpint (id, ==, 12);
      g_assert_cmpstr (title, ==, titles[i]);
      gw_filter_add_value (filter, GW_FIELD_SET, FALSE, value);
      text = gw_filter_to_text (filter);
      back = gw_filter_parse (text, NULL);
      g_assert_true (back != NULL && gw_filter_equal (filter, back));
    }
}

static char *
random_value (gw_random *random)
{
  static const char *const parts[] = {
    "a", "Z", " ", ",", "\"", "\\", ":", "<", "=", ">", "-", "ü", "\n", "0", "class"
  };
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint64 i = 1 + gw_random_below (random, 6); i > 0; i--)
    g_string_append (value, parts[gw_random_below (random, G_N_ELEMENTS (parts))]);
  return g_string_free (g_steal_pointer (&value), FALSE);
}

static void
add_random_term (GwFilter *filter, gw_random *random)
{
  static const GwField open[] = { GW_FIELD_TEXT,  GW_FIELD_CLASS, GW_FIELD_LABEL, GW_FIELD_ABSENT,
                                  GW_FIELD_SPLIT, GW_FIELD_TAG,   GW_FIELD_BY,    GW_FIELD_FOLDER };
  gboolean negate = gw_random_below (random, 2) == 0;

  if (gw_random_below (random, 3) == 0)
    {
      GwField field = (GwField) (GW_FIELD_CONFIDENCE
                                 + gw_random_below (random, GW_FIELD_ADDED - GW_FIELD_CONFIDENCE + 1));
      GwOp op = (GwOp) gw_random_below (random, 5);
      double number = (gw_random_real (random) - 0.3) * pow (10.0, (double) gw_random_below (random, 12));

      if (field == GW_FIELD_ADDED)
        number = floor (fabs (number)) * (gw_random_below (random, 2) == 0 ? 1.0 : 86400000.0);
      if (field == GW_FIELD_ADDED)
        number = fmod (number, 2e14);
      gw_filter_add_number_full (filter, field, op, negate, number);
    }
  else if (gw_random_below (random, 4) == 0)
    {
      g_autofree char *name = random_value (random);
      g_autofree char *value = random_value (random);
      const GwOp op = (GwOp) gw_random_below (random, 5);

      if (op != GW_OP_IS)
        gw_filter_add_attribute_number (filter, name, op, negate, floor (gw_random_real (random) * 1e6));
      else
        gw_filter_add_attribute (filter, name, negate,
                                 gw_random_below (random, 3) == 0 ? NULL : (const char *const[]) { value, "", NULL });
    }
  else
    {
      g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

      for (guint64 i = 1 + gw_random_below (random, 3); i > 0; i--)
        g_ptr_array_add (values, random_value (random));
      g_ptr_array_add (values, NULL);
      gw_filter_add_values (filter, open[gw_random_below (random, G_N_ELEMENTS (open))], negate,
                            (const char *const *) values->pdata);
    }
}

static void
test_any_filter_reads_back (void)
{
  gw_random random;

  gw_random_init (&random, 11);
  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GwFilter) filter = gw_filter_new ();
      g_autoptr (GwFilter) back = NULL;
      g_autoptr (GwFilter) copy = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      for (guint64 n = gw_random_below (&random, 5); n > 0; n--)
        add_random_term (filter, &random);
      text = gw_filter_to_text (filter);
      back = gw_filter_parse (text, &error);
      copy = gw_filter_copy (filter);
      g_assert_no_error (error);
      if (!gw_filter_equal (filter, back))
        g_error ("“%s” is not read back", text);
      g_assert_true (gw_filter_equal (filter, copy));
      for (guint n = 0; n < gw_filter_get_n_terms (filter); n++)
        g_free (gw_filter_describe_term (gw_filter_get_term (filter, n)));
    }
}

static void
test_any_text_is_survived (void)
{
  gw_random random;

  gw_random_init (&random, 12);
  for (guint i = 0; i < 20000; i++)
    {
      g_autofree char *text = random_value (&random);
      g_autoptr (GError) error = NULL;
      g_autoptr (GwFilter) filter = gw_filter_parse (text, &error);

      g_assert_true ((filter == NULL) == (error != NULL));
    }
}

static void
test_sorts_have_nicks (void)
{
  for (guint i = 0; i < GW_N_SORTS; i++)
    {
      GwSort sort;

      g_assert_true (gw_sort_from_nick (gw_sort_get_nick (i), &sort));
      g_assert_cmpint (sort, ==, (int) i);
    }
  g_assert_false (gw_sort_from_nick ("size", NULL));
  for (guint i = 0; i < GW_N_FIELDS; i++)
    g_assert_nonnull (gw_field_get_title (i));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/text-reads-back", test_text_reads_back);
  g_test_add_func ("/filter/days-are-whole", test_days_are_whole);
  g_test_add_func ("/filter/errors-name-the-nearest", test_errors_name_the_nearest);
  g_test_add_func ("/filter/errors-say-what-is-missing", test_errors_say_what_is_missing);
  g_test_add_func ("/filter/terms-are-values", test_terms_are_values);
  g_test_add_func ("/filter/no-term-is-there-twice", test_no_term_is_there_twice);
  g_test_add_func ("/filter/toggles-facets", test_toggles_facets);
  g_test_add_func ("/filter/toggles-attributes", test_toggles_attributes);
  g_test_add_func ("/filter/turns-classes-to-labels", test_turns_classes_to_labels);
  g_test_add_func ("/filter/terms-are-described", test_terms_are_described);
  g_test_add_func ("/filter/set-values", test_set_values);
  g_test_add_func ("/filter/any-filter-reads-back", test_any_filter_reads_back);
  g_test_add_func ("/filter/any-text-is-survived", test_any_text_is_survived);
  g_test_add_func ("/filter/sorts-have-nicks", test_sorts_have_nicks);
  return g_test_run ();
}
