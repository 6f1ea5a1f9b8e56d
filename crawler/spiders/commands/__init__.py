"""Scrapy's commands as this project has them (COMMANDS_MODULE); a module here stands for the command of its name."""
