/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Built once for each header of the installed set, named by GW_TEST_HEADER, in
 * C and where there is a compiler in C++: alone and twice, with nothing before.
 */
#include GW_TEST_HEADER
#include GW_TEST_HEADER

int gw_test_header_compiled (void);

int
gw_test_header_compiled (void)
{
  return (int) GW_STATUS_OK;
}
