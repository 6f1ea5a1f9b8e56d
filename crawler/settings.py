"""Scrapy settings of this project: what is switched off so that one queue, one throttle and one capture rule all."""

from crawler.fetch.handler import HANDLERS

BOT_NAME = "colophon"
SPIDER_MODULES = ["crawler.spiders"]
COMMANDS_MODULE = "crawler.spiders.commands"

DOWNLOAD_HANDLERS = HANDLERS
SCHEDULER = "crawler.fetch.scheduler.JournalScheduler"
ITEM_PIPELINES = {
    "crawler.pipelines.warc.WarcPipeline": 100,
    "crawler.pipelines.jsonl.JsonLinesPipeline": 200,
}
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.logcount.LogCount": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.throttle.AutoThrottle": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
    "scrapy.extensions.closespider.CloseSpider": None,
    # Runs whatever code it is sent.
    "scrapy.extensions.remote_control.RemoteControl": None,
    "crawler.extensions.progress.Progress": 10,
    "crawler.extensions.log.JobLog": 20,
    "crawler.extensions.disk.DiskGuard": 30,
    "crawler.extensions.record.Record": 40,
}
# Redirects, retries, robots.txt, depth and offsite are decided by the frontier, content codings by the parsers.
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": None,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": None,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "crawler.fetch.cookies.Cookies": 700,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
}
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": None,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
TWISTED_DNS_RESOLVER = "scrapy.resolver.CachingHostnameResolver"
HTTPCACHE_ENABLED = False
TELNETCONSOLE_ENABLED = False
ROBOTSTXT_OBEY = False
DOWNLOAD_DELAY = 0
DOWNLOAD_DELAY_JITTER = 0
CONCURRENT_REQUESTS_PER_DOMAIN = 1000
# Scrapy starts as many workers for the items of every single page; a page gives two.
CONCURRENT_ITEMS = 2
LOG_LEVEL = "WARNING"
