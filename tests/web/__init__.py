"""The web workbench: pages asked as a browser asks them; what a real browser makes of them: `test_browser.py`."""
