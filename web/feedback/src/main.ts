document.title = "匿名意见";
