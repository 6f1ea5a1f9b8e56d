"""Which URL is fetched, and when: pure policies, judged from values the caller passes in.

In: addresses, statuses, counts, and the caller's clock. Out: decisions. Nothing here waits, stores or fetches; the
rows themselves live in ``crawler.store``.

    scope      may this page be taken at all        robots     does the site allow it
    rights     what does the site reserve           pattern    does a path fit what a site wrote
    trap       is it one of endless look-alikes     address    may we connect to where it lies
    priority   which row of a host comes first      throttle   when its host may be asked again
    answer     what an answer means for its row

To add a reason for leaving a URL out: judge it in a module of its own and give it a skip reason.
"""
