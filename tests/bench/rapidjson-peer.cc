/* SPDX-License-Identifier: GPL-3.0-or-later */

/* rapidjson-peer FILE: a peer of bench-json-reader, where rapidjson is installed. Reads the text event by
 * event as our reader does, with full checks, every number as a double, and without recursion, so that depth
 * overflows nothing. Prints the milliseconds of processor time that it took and how often it met the key
 * "segmentation".
 */

#include <cstdio>
#include <cstring>
#include <ctime>

#include <rapidjson/filereadstream.h>
#include <rapidjson/reader.h>

namespace
{

struct Handler : rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Handler>
{
  double sum = 0;
  unsigned long n_seen = 0;

  bool
  Double (double number)
  {
    sum += number;
    return true;
  }
  bool
  Int (int number)
  {
    return Double (number);
  }
  bool
  Uint (unsigned number)
  {
    return Double (number);
  }
  bool
  Int64 (int64_t number)
  {
    return Double (static_cast<double> (number));
  }
  bool
  Uint64 (uint64_t number)
  {
    return Double (static_cast<double> (number));
  }

  bool
  Key (const char *text, rapidjson::SizeType length, bool)
  {
    n_seen += length == std::strlen ("segmentation") && std::memcmp (text, "segmentation", length) == 0;
    return true;
  }
};

double
cpu_ms ()
{
  timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double> (now.tv_sec) * 1e3 + static_cast<double> (now.tv_nsec) / 1e6;
}

}

int
main (int argc, char **argv)
{
  static char buffer[64 * 1024];
  std::FILE *file = argc == 2 ? std::fopen (argv[1], "rb") : nullptr;
  rapidjson::Reader reader;
  Handler handler;
  double begin;

  if (file == nullptr)
    return 1;
  begin = cpu_ms ();
  rapidjson::FileReadStream stream (file, buffer, sizeof buffer);
  if (!reader.Parse<rapidjson::kParseFullPrecisionFlag | rapidjson::kParseValidateEncodingFlag
                    | rapidjson::kParseIterativeFlag> (stream, handler))
    return 1;
  std::printf ("%.3f %lu\n", cpu_ms () - begin, handler.n_seen);
  std::fclose (file);

  return handler.sum > 0 ? 0 : 1;
}
