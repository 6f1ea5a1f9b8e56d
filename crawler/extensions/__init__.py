"""Scrapy extensions: what an operator sees while a crawl runs."""
