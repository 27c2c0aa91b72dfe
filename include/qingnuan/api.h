/* Marks what libqingnuan exports; everything else in it is hidden. */
#ifndef QINGNUAN_API_H
#define QINGNUAN_API_H

#if defined(__GNUC__)
#define QN_API __attribute__((visibility("default")))
#else
#define QN_API
#endif

#endif
